"""Kill a store over and over while it works, and count what it acknowledged and what it holds.

    python -m tests.store_crash random 1000      kill -9 at random moments
    python -m tests.store_crash opening 100      kill -9 while the store is being made
    python -m tests.store_crash nth 100          kill -9 at every nth call that writes (strace)
    python -m tests.store_crash export 100       kill -9 while the records are exported
    python -m tests.store_crash limit 200        the disk takes no more, each time at another write
    python -m tests.store_crash pair 5           two processes write at once
    python -m tests.store_crash birth 20         six processes make one store at once

Each line that the worker writes to its pipe says what it is about to do or has done; the judge
compares that with what a store opened afterwards holds. One JSON object with the counts comes out.
"""
