"""Builds generated lessons with gradbook, a C program that only parses and renders, and other generators, in one run.

What counts is CPU (user and system time of the process and of all that it started), so that a busy machine and a tool
with many threads are judged alike; wall time and the peak of memory stand beside it. Every tool begins from an empty
output each round, rounds go round about the tools, and the medians are printed with their ratio to the C program. A
tool that is not there is left out by name. Usage: see scripts/benchmark-site.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import lessons

HERE = Path(__file__).resolve().parent
TRASH = None
ROOT = HERE.parent.parent

HUGO = """title = "Generated lessons"
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.parser.attribute]
block = false
[markup.highlight]
codeFences = {fences}
noClasses = false
"""
HUGO_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>
{{ .TableOfContents }}
{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</main></body></html>
"""
HUGO_LIST = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></main></body></html>
"""
MKDOCS = """site_name: Generated lessons
theme:
  name: material
markdown_extensions:
  - tables
  - admonition
  - pymdownx.superfences
  - pymdownx.highlight
"""
MYST = """project = "Generated lessons"
extensions = ["myst_nb"]
nb_execution_mode = "force"
nb_execution_timeout = 120
html_theme = "basic"
"""


class Run:
    """One build, and what it cost."""

    def __init__(self, command, folder):
        before = time.perf_counter()
        log = tempfile.TemporaryFile()
        child = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.perf_counter() - before
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if child.returncode != 0:
            log.seek(0)
            sys.exit(f"{' '.join(map(str, command))} failed:\n{log.read().decode()[-2000:]}")


def discard(path):
    """Puts a folder out of the way. What is deleted is not deleted between two measurements: for some seconds a file system
    may look for room around what it has just lost, at the cost of whoever writes next."""
    if path.exists():
        trash = TRASH / str(len(list(TRASH.iterdir())))
        path.rename(trash)


class Tool:
    def __init__(self, name, command, folder, pages, output=None, before=None):
        self.name, self.command, self.folder, self.pages, self.output = name, command, folder, pages, output
        self.before = before
        self.runs = []

    def run(self):
        if self.output:
            discard(self.output)
        if self.before:
            self.before()
        self.runs.append(Run(self.command, self.folder))

    def median(self, what):
        return statistics.median(getattr(run, what) for run in self.runs)


def gradbook_options(program):
    found = subprocess.run([program, "build", "--help"], capture_output=True, text=True).stdout
    return ["--no-cache"] if "--no-cache" in found else [], "--no-cache" in found


def site(folder, form, count, seed):
    shutil.rmtree(folder, ignore_errors=True)
    lessons.generate(form, folder, count, seed)
    return folder


def gradbook(given, folder, count):
    """Cold, and where there is a cache: nothing changed, and one page edited."""
    at = site(folder / f"gradbook-{count}", "gradbook", count, given.seed)
    output = at / "public"
    base = [given.gradbook, "build", "--content", "content", "--templates", ROOT / "templates", "--output", "public"]
    options, caches = gradbook_options(given.gradbook)

    def fresh():
        discard(at / ".gradbook")

    yield Tool(f"gradbook, cold ({count})", base + options, at, count, output, fresh)
    if caches:
        yield Tool(f"gradbook, filling its cache ({count})", base, at, count, output, fresh)
        yield Tool(f"gradbook, nothing changed ({count})", base, at, count)
        page = sorted((at / "content").glob("*/*/lesson.md"))[count // 2]

        def edit():
            page.write_text(page.read_text() + "\nOne more sentence.\n")

        yield Tool(f"gradbook, one page edited ({count})", base, at, count, before=edit)


def floor(given, folder, count):
    program = folder / "floor"
    if not program.exists():
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        subprocess.run(
            [compiler, "-O2", "-o", program, HERE / "floor.c", "-lcmark-gfm-extensions", "-lcmark-gfm"], check=True
        )
    at = site(folder / "floor-pages", "markdown", count, given.seed)
    return Tool("cmark-gfm in C", [program, "docs", "out"], at, count, at / "out")


def hugo(given, folder, count, highlights):
    program = given.python.parent / "hugo"
    if not program.exists():
        return None
    at = site(folder / f"hugo-{highlights}", "hugo", count, given.seed)
    lessons.write(at / "hugo.toml", HUGO.format(fences="true" if highlights else "false"))
    lessons.write(at / "layouts/_default/single.html", HUGO_PAGE)
    lessons.write(at / "layouts/_default/list.html", HUGO_LIST)
    name = f"hugo, highlighting {'on' if highlights else 'off'}"
    return Tool(name, [program, "--quiet"], at, count, at / "public")


def mkdocs(given, folder, count, program):
    path = given.python.parent / program
    if not path.exists():
        return None
    at = site(folder / program, "markdown", count, given.seed)
    lessons.write(at / "docs/index.md", "# Generated lessons\n")
    lessons.write(at / "mkdocs.yml", MKDOCS)
    cache = lambda: discard(at / ".cache")
    return Tool(program, [path, "build"] + (["--quiet"] if program == "mkdocs" else []), at, count, at / "site", cache)


def myst(given, folder, count):
    path = given.python.parent / "sphinx-build"
    if not path.exists():
        return None
    at = site(folder / "myst", "myst", count, given.seed)
    pages = sorted(str(page.relative_to(at).with_suffix("")) for page in at.glob("track-*/*.md"))
    lessons.write(at / "index.md", "# Generated lessons\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n")
    lessons.write(at / "conf.py", MYST)
    return Tool(f"myst-nb, executed ({count})", [path, "-q", "-E", ".", "out"], at, count, at / "out")


def versions(given):
    names = ["hugo", "zensical", "mkdocs", "mkdocs-material", "myst-nb", "Sphinx", "ipykernel"]
    if not given.python.exists():
        return {}
    code = (
        "import json, importlib.metadata as m, sys\nfound = {}\nfor name in sys.argv[1:]:\n"
        "    try: found[name] = m.version(name)\n    except m.PackageNotFoundError: pass\nprint(json.dumps(found))"
    )
    return json.loads(subprocess.run([given.python, "-c", code] + names, capture_output=True, text=True).stdout)


def report(tools, base, given):
    print(f"{os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}; medians of {given.rounds} rounds")
    for name, version in versions(given).items():
        print(f"  {name} {version}")
    print()
    print(f"{'tool':<42}{'CPU ms/page':>12}{'× C':>9}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}")
    floor = base.median("cpu") / base.pages
    for tool in tools:
        cpu = tool.median("cpu")
        each = cpu / tool.pages
        print(
            f"{tool.name:<42}{each * 1000:>12.3f}{each / floor:>9.1f}{cpu:>9.2f}{tool.median('wall'):>9.2f}"
            f"{tool.median('memory'):>9.0f}"
        )


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--lessons", type=int, default=1000)
    options.add_argument("--also", type=int, default=0, metavar="N", help="gradbook with N lessons too, such as 10000")
    options.add_argument("--peers", default="", help="of hugo, zensical, mkdocs, myst, with commas between; or all")
    options.add_argument("--myst-pages", type=int, default=10)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--gradbook", type=Path, default=ROOT / ".build/release/gradbook")
    options.add_argument("--python", type=Path, default=ROOT / ".build/peers/bin/python3")
    options.add_argument("--folder", type=Path, help="where the sites are made; default: a temporary folder")
    given = options.parse_args()
    peers = {"hugo", "zensical", "mkdocs", "myst"} if given.peers == "all" else set(filter(None, given.peers.split(",")))
    folder = given.folder or Path(tempfile.mkdtemp(prefix="benchmark-site-"))
    global TRASH
    TRASH = folder / "trash"
    TRASH.mkdir(parents=True, exist_ok=True)
    try:
        base = floor(given, folder, given.lessons)
        tools = [base] + list(gradbook(given, folder, given.lessons))
        if given.also:
            tools += gradbook(given, folder, given.also)
        if "hugo" in peers:
            tools += [hugo(given, folder, given.lessons, False), hugo(given, folder, given.lessons, True)]
        tools += [mkdocs(given, folder, given.lessons, name) for name in ("mkdocs", "zensical") if name in peers]
        if "myst" in peers:
            tools += list(gradbook(given, folder, given.myst_pages))[:1] + [myst(given, folder, given.myst_pages)]
        for missing in [tool for tool in tools if tool is None]:
            print("a peer is not installed: scripts/benchmark-site --install", file=sys.stderr)
        tools = [tool for tool in tools if tool]
        for _ in range(given.rounds):
            for tool in tools:
                tool.run()
        report(tools, base, given)
    finally:
        shutil.rmtree(TRASH if given.folder else folder, ignore_errors=True)


if __name__ == "__main__":
    main()
