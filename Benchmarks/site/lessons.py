"""Writes a site of generated lessons to measure builds by: python3 lessons.py FORM DIR [--lessons N] [--seed S]

A lesson is a function of the seed and its number alone, so that the first hundred of ten thousand are the hundred. It
has about 12 KB, six snippets in the style of micrograd (PyPI's package runs them too), three tables, headings, lists,
links in the site and out of it, computed spans and claims. The text is the same in every form, except for what the
form itself asks for: where a page lies, its front matter, and the word behind a snippet's fence.

Forms: gradbook (content/ with tracks), markdown (a tree of pages, as mkdocs, zensical and a bare renderer read), hugo
(the same with its own links), myst (cells that are executed). Must not know what measures it.
"""

import argparse
import random
from pathlib import Path

TRACK = 100

NOUNS = """gradient loss slope neuron weight bias layer network parameter product sum derivative chain rule graph node
leaf path value step rate error example batch input output hair nudge factor term expression pass walk record engine
operation number sign size direction curve surface valley model courier minute kilometre guess target""".split()
VERBS = """follows carries measures answers keeps records changes moves reaches explains holds returns multiplies adds
passes collects repeats shrinks grows turns shows names counts meets leaves""".split()
ADJECTIVES = """small local steep flat honest exact early late upstream single shared plain whole careful hidden linear
final next previous quiet adjustable wrong right""".split()
ADVERBS = "once twice backward forward slowly exactly again first last quietly".split()
OPENERS = ["", "", "", "So ", "Here ", "In other words, ", "As before, ", "By the chain rule, ", "Seen from the loss, "]
PLACES = [
    ("micrograd", "https://github.com/karpathy/micrograd"),
    ("the chain rule", "https://en.wikipedia.org/wiki/Chain_rule"),
    ("automatic differentiation", "https://en.wikipedia.org/wiki/Automatic_differentiation"),
    ("gradient descent", "https://en.wikipedia.org/wiki/Gradient_descent"),
]
SECTIONS = ["What goes in", "The forward pass", "The backward pass", "A neuron", "Many steps", "A check by nudging"]


class Text:
    """Sentences and paragraphs from a seed."""

    def __init__(self, random):
        self.random = random

    def clause(self):
        pick = self.random.choice
        words = ["the"]
        if self.random.random() < 0.5:
            words.append(pick(ADJECTIVES))
        words += [pick(NOUNS), pick(VERBS)]
        if self.random.random() < 0.3:
            words.append(pick(ADVERBS))
        noun = pick(NOUNS)
        style = self.random.random()
        if style < 0.06:
            noun = f"*{noun}*"
        elif style < 0.10:
            noun = f"**{noun}**"
        words += [pick(["the", "its", "each", "every", "one"]), pick(ADJECTIVES), noun]
        return " ".join(words)

    def sentence(self):
        text = self.random.choice(OPENERS) + self.clause()
        joint = self.random.random()
        if joint < 0.3:
            text += ", and " + self.clause()
        elif joint < 0.5:
            text += " because " + self.clause()
        elif joint < 0.6:
            text += "; " + self.clause()
        return text[0].upper() + text[1:] + "."

    def paragraph(self, size):
        """About `size` bytes, broken into lines as an author breaks them."""
        words = []
        length = 0
        while length < size:
            sentence = self.sentence()
            length += len(sentence) + 1
            words += sentence.split()
        return fill(words)


def fill(words):
    lines, line, inside = [], "", False
    for word in words:
        if line and len(line) + 1 + len(word) > 112 and not inside:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
        if word.count("`") % 2:
            inside = not inside
    return "\n".join(lines + [line])


def table(header, rows):
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return "\n".join([line(header), line(["---"] + ["---:"] * (len(header) - 1))] + [line(row) for row in rows])


class Lesson:
    def __init__(self, seed, number, count):
        self.number = number
        self.track = (number - 1) // TRACK + 1
        self.place = (number - 1) % TRACK + 1
        first = (self.track - 1) * TRACK + 1
        self.siblings = [n for n in (number - 1, number + 1) if first <= n < min(first + TRACK, count + 1)]
        self.random = random.Random(f"{seed}/{number}")
        self.seed = seed
        self.name = slug(seed, number)
        self.title = self.name.split("-", 1)[1].replace("-", " ").capitalize()

    def body(self, form):
        r, text = self.random, Text(self.random)
        whole = lambda: float(r.choice([-1, 1]) * r.randint(2, 9))
        a, b, c, f, w = whole(), whole(), whole(), whole(), whole()
        e = a * b
        loss = (e + c) * f
        snippets = self.snippets(a, b, c, f, w)
        result = lambda words: "" if form != "gradbook" else "\n```output\n" + words + "\n```"
        link = lambda number: self.link(number, form)
        out = []
        say = lambda size: out.append(text.paragraph(size))

        def code(source, prints=None):
            fence = "```{code-cell} python" if form == "myst" else "```python"
            out.append(f"{fence}\n{source}\n```" + (result(prints) if prints is not None else ""))

        say(500)
        label, address = r.choice(PLACES)
        out.append(fill(f"{text.sentence()} More on this is said of [{label}]({address}), and {text.clause()}.".split()))
        out.append("\n".join(f"- {text.sentence()}" for _ in range(4)))

        out.append(f"## {SECTIONS[0]}")
        say(700)
        code(snippets[0], f"Value(data={loss!r}, grad=0)" if form != "gradbook" else f"Value(data={loss!r}, grad=0.0)")
        out.append(
            fill(
                f"The product `e` is `=e.data => {e!r}`, adding `c` makes `d` equal to `=d.data`, and the whole comes to"
                f" `=L.data => {loss!r}`. {text.sentence()}".split(" ")
            )
        )
        out.append(
            table(
                ["name", "made by", "data", "what it says"],
                [
                    ["`a`", "a number", "`=a.data`", text.clause()],
                    ["`b`", "a number", "`=b.data`", text.clause()],
                    ["`e`", "`a * b`", "`=e.data`", text.clause()],
                    ["`d`", "`e + c`", "`=d.data`", text.clause()],
                    ["`L`", "`d * f`", "`=L.data`", text.clause()],
                ],
            )
        )
        say(700)

        out.append(f"## {SECTIONS[1]}")
        say(500)
        code(snippets[1])
        out.append(
            table(
                ["operation", "local derivative", "why"],
                [
                    ["sum", "one", text.clause()],
                    ["product", "the other factor", text.clause()],
                    ["power", "*n* times the power below", text.clause()],
                    ["rectifier", "one or nothing", text.clause()],
                ],
            )
        )
        say(600)
        out.append("> [!NOTE]\n> " + text.paragraph(250).replace("\n", "\n> "))

        out.append(f"## {SECTIONS[2]}")
        say(500)
        code(snippets[2])
        out.append(
            fill(
                f"So ∂L/∂a is `=a.grad => {b * f!r}` and ∂L/∂b is `=b.grad => {a * f!r}`, as [above](#the-forward-pass)."
                f" {text.sentence()}".split(" ")
            )
        )
        out.append("\n".join(f"{n}. {text.sentence()}" for n in range(1, 5)))
        say(600)

        out.append(f"## {SECTIONS[3]}")
        say(500)
        code(snippets[3])
        say(900)
        out.append(
            table(
                ["part", "role", "seen in"],
                [[f"`{name}`", text.clause(), f"*{r.choice(NOUNS)}*"] for name in ("x", "w", "n", "o", "act")],
            )
        )

        out.append(f"## {SECTIONS[4]}")
        say(600)
        code(snippets[4])
        out.append(fill(f"After the last step `w` is `=w.data:.4f`. {text.sentence()} {text.sentence()}".split(" ")))
        out.append("### What to watch")
        out.append("\n".join(f"- **{r.choice(NOUNS)}**: {text.clause()}" for _ in range(4)))

        out.append(f"## {SECTIONS[5]}")
        say(600)
        code(snippets[5])
        ways = ", ".join(f"[{title(self.seed, number)}]({link(number)})" for number in self.siblings)
        out.append(fill(f"{text.sentence()} {'See also ' + ways + '.' if ways else ''} {text.sentence()}".split()))
        return "\n\n".join(out) + "\n"

    def snippets(self, a, b, c, f, w):
        r = self.random
        target = float(r.randint(4, 12))
        return [
            f"from micrograd.engine import Value\n\na = Value({a!r})\nb = Value({b!r})\nc = Value({c!r})\nf = Value({f!r})"
            "\n\ne = a * b\nd = e + c\nL = d * f\nprint(L)",
            f"def squared(x, y):\n    error = x - y\n    return error ** 2\n\nfor x in [{r.randint(1, 4)}.0, "
            f"{r.randint(5, 9)}.0]:\n    print(f\"{{x}} gives {{squared(x, {target!r}):.3f}}\")",
            "L.backward()\nfor name, value in [('a', a), ('b', b), ('c', c), ('f', f)]:\n"
            "    print(f\"{name}: data {value.data}, grad {value.grad}\")",
            f"x = [Value({r.randint(1, 9) / 4}), Value({-r.randint(1, 9) / 4})]\nw = [Value({r.randint(1, 9) / 8}), "
            f"Value({r.randint(-9, 9) / 8})]\nn = sum((xi * wi for xi, wi in zip(x, w)), Value(0.5))\n"
            "o = n.relu()\no.backward()\nprint([round(wi.grad, 4) for wi in w])",
            f"w = Value({w!r})\nfor step in range(10):\n    loss = (w * 3.0 - {target!r}) ** 2\n    w.grad = 0.0\n"
            "    loss.backward()\n    w.data -= 0.01 * w.grad\n    if step % 3 == 0:\n"
            "        print(f\"step {step}: loss {loss.data:.4f}, w {w.data:.4f}\")",
            f"def whole(a):\n    return (a * {b!r} + {c!r}) * {f!r}\n\nh = 0.001\nslope = (whole({a!r} + h) - "
            f"whole({a!r})) / h\nprint(f\"{{slope:.3f}}\")",
        ]

    def link(self, number, form):
        anchor = "#the-forward-pass"
        name = slug(self.seed, number)
        if form == "gradbook":
            return f"../{name}/lesson.md{anchor}"
        if form == "hugo":
            return f"../{name}/{anchor}"
        return f"{name}.md{anchor}"

    def page(self, form):
        front = f"title: {self.title}\n"
        if form == "myst":
            front += "file_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python\n"
            return f"---\n{front}---\n\n# {self.title}\n\n{self.body(form)}"
        if form == "gradbook":
            front += f"summary: {Text(random.Random(self.number)).sentence()}\n"
        return f"---\n{front}---\n\n{self.body(form)}"


def slug(seed, number):
    r = random.Random(f"{seed}/{number}/name")
    place = (number - 1) % TRACK + 1
    return f"{place:03d}-the-{r.choice(ADJECTIVES)}-{r.choice(NOUNS)}"


def title(seed, number):
    return slug(seed, number).split("-", 1)[1].replace("-", " ").capitalize()


def track(number):
    return f"track-{number:03d}"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def generate(form, folder, count, seed=1):
    folder = Path(folder)
    pages = {"gradbook": "content", "hugo": "content", "markdown": "docs", "myst": "."}[form]
    for number in range(1, count + 1):
        lesson = Lesson(seed, number, count)
        name = f"{lesson.name}/lesson.md" if form == "gradbook" else f"{lesson.name}.md"
        write(folder / pages / track(lesson.track) / name, lesson.page(form))
    tracks = range(1, (count + TRACK - 1) // TRACK + 1)
    if form == "gradbook":
        write(folder / "content/site.yml", "title: Generated lessons\nlanguage: en\n")
        for number in tracks:
            write(folder / "content" / track(number) / "track.yml", f"title: Track {number}\n")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("form", choices=["gradbook", "markdown", "hugo", "myst"])
    options.add_argument("folder")
    options.add_argument("--lessons", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    generate(given.form, given.folder, given.lessons, given.seed)


if __name__ == "__main__":
    main()
