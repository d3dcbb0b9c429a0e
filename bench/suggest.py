"""How often the suggestions of marker words are right, on the sentences of the example documents.

The labels were made by hand from the texts, by people who also knew the rules, and there are few of
them: the figures say what to expect of such prose, and no more.
"""

import re
from pathlib import Path

from argmap.documents.suggest import suggest
from bench.rows import Row

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

# The first words of a sentence, what it does, and whose view it is where that is not the author's.
LABELS = """
Last month, there was | evidence
Military aircraft from | evidence
The patrol, which was | claim
Magnifying concerns | evidence
In response, Seoul | evidence | reported
This drew a sharp | evidence
A Japanese official | evidence | reported
Given the number | claim
Why is this | question
First, the patrol | claim
It is illustrative | claim
Indeed, the security | claim
Russia continues to face | evidence
The Defense Department | evidence
Further pushing two | claim
Chinese and Russian leaders | evidence
China and Russia also share | claim
The air patrol and | claim
Of course, China and | counterpoint | conceded
For example, Russia remains | evidence
Likewise, Russia also | evidence
Nonetheless, shared | claim
This has been evidenced | evidence
The strengthening Beijing-Moscow | claim
But while the need | claim
President Donald Trump’s tendency | evidence
Finally, the potential | claim
While the deep rift | claim
Unfortunately, the United | claim
Unless the Trump | claim
Closer cooperation between | claim
But how relations | claim
This report helps | claim
The China-Russia relationship has | claim
Beijing helps to fuel | evidence
Both powers are | claim
The pair cooperate | evidence
Undoubtedly, current | counterpoint | conceded
However, the leadership | claim
Beijing-Moscow coordination | claim
Around Japan, China | claim
China and Russia use | evidence
Together, these | claim
On the Korean Peninsula | claim
Russia has moved closer | evidence
But that cooperation | counterpoint
Beijing maintains its | evidence
To the south, Russia | claim
Moscow’s support for | evidence
In the South China Sea | claim
For example, Russia’s cooperation | evidence
Moscow’s presence and | claim
Over time, Russia | claim
The China-Russia entente might | claim
"""


def measured() -> list[Row]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    labels = [[part.strip() for part in line.split("|")] for line in LABELS.split("\n") if line]
    given = right = voiced = plain = 0
    for first_words, kind, *voice in labels:
        text = next(text for text in texts if first_words in text)
        start = text.index(first_words)
        ended = re.compile(r"[.?]”?(?=\s|\Z)").search(text, start)
        found = suggest(text, start, ended.start() + 1 if ended else len(text))
        plain += kind == "claim"
        if found is not None:
            given += 1
            right += found.kind == kind
            wanted = voice[0] if voice else "endorsed"
            voiced += kind == "question" or found.voice == wanted
    return [
        Row("sentences with a label", len(labels), unit=""),
        Row("sentences with a suggestion", 100 * given / len(labels), unit="%"),
        Row(
            "suggested kind is right",
            100 * right / given,
            "always claim",
            100 * plain / len(labels),
            unit="%",
        ),
        Row("suggested voice is right", 100 * voiced / given, unit="%"),
    ]
