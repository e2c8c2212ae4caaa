"""Invented articles for the tests of grouping: three events, copied and rewritten, and a loner."""

from __future__ import annotations

BRIDGE = {
    "bridge-1": (
        "The Harbour Bridge at Lindmouth was closed to all traffic on Tuesday after a barge"
        " carrying gravel struck one of its piers, the port authority said. Nobody was hurt."
        " Harbourmaster Edda Quill told reporters that divers would inspect the pier before"
        " nightfall. “We will not let a single lorry across until we know it is sound,” she said."
        " About 14,000 vehicles use the bridge each day. The barge, the Marigold, had lost power"
        " in the estuary."
    ),
    "bridge-2": (
        "A gravel barge that lost power in the estuary hit a pier of Lindmouth's Harbour Bridge on"
        " Tuesday, forcing the port authority to shut the crossing. There were no injuries. Divers"
        " were to examine the damage later in the day, according to harbourmaster Edda Quill. “We"
        " will not let a single lorry across until we know it is sound,” Quill said. The Marigold"
        " was being towed to a quay."
    ),
    "bridge-3": (
        "LINDMOUTH — Drivers face long detours after the Harbour Bridge, used by 14,000 vehicles a"
        " day, was shut when the barge Marigold collided with it. Edda Quill, the harbourmaster,"
        " said the pier would be inspected by divers. The gravel barge had drifted without power."
    ),
}
ELECTION = {
    "vote-1": (
        "Mira Castellan won the second round of Ostrevia's presidential election on Sunday with 53"
        " percent of the vote, the electoral commission said, defeating the incumbent Joren Vael."
        " Castellan, a former judge, promised to publish all state contracts within 100 days. Vael"
        " conceded before midnight and wished her luck."
    ),
    "vote-2": (
        "Former judge Mira Castellan will be Ostrevia's next president after she beat Joren Vael in"
        " Sunday's run-off. The electoral commission put her share at 53 percent. Vael, the"
        " incumbent, conceded defeat. Castellan has vowed that every state contract will be made"
        " public in her first 100 days."
    ),
}
TALLOW = {
    "tallow": (
        "Tallow prices fell for a third week as farmers in the Norrland hills sold their stocks"
        " early. Traders at the Brakkel exchange blamed mild weather and a glut of candles. Prices"
        " may recover once the soap makers return to the market, analysts believe."
    )
}
ARTICLES = {**BRIDGE, **ELECTION, **TALLOW}
STORIES = {frozenset(BRIDGE), frozenset(ELECTION), frozenset(TALLOW)}
