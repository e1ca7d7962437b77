"""Runs a page under CPython: reads items as JSON from standard input, writes what each gives as a JSON list.

A snippet gives what it prints, and the last line of the traceback when it must fail; a field gives what an f-string
makes of it. Snippets share one namespace, as on the page; micrograd_plus must be on the path.
"""

import contextlib
import io
import json
import sys
import traceback

import micrograd_plus  # noqa: F401  (it changes micrograd in place)


def main():
    namespace = {"__name__": "__main__"}
    results = []
    for item in json.load(sys.stdin):
        if item["kind"] == "field":
            results.append(eval('f"""{' + item["code"] + '}"""', namespace))
            continue
        if item["fresh"]:
            namespace = {"__name__": "__main__"}
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(compile(item["code"], "snippet", "exec"), namespace)
            except Exception as error:
                if not item["raises"]:
                    raise
                print(traceback.format_exception_only(error)[-1], end="")
            else:
                if item["raises"]:
                    raise SystemExit("a snippet that must fail does not fail")
        results.append(printed.getvalue())
    json.dump(results, sys.stdout)


main()
