"""The numbered migrations, one file each; a file that was released is never edited again."""
