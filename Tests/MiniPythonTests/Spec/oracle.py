"""Runs the files named on the command line as programs and tells what CPython makes of each.

Per file, three texts each followed by a zero byte: what it printed, the last line of its traceback (empty when it
ended well), and the line on which it failed.
"""

import contextlib
import gc
import io
import os
import sys
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'scripts'))
import micrograd_plus  # noqa: E402,F401


def run(path):
    with open(path, encoding='utf-8') as file:
        return execute(file.read(), path)


def execute(text, path):
    out = io.StringIO()
    message, line = '', ''
    namespace = {'__name__': '__main__'}
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(text, path, 'exec'), namespace)
        except BaseException as error:
            message = traceback.format_exception_only(type(error), error)[-1].rstrip('\n')
            # A namespace made here is not that of a program started from a shell, and it shows in this one place.
            message = message.replace('__main__.', '')
            if isinstance(error, SyntaxError):
                line = str(error.lineno)
            else:
                for frame, number in traceback.walk_tb(error.__traceback__):
                    if frame.f_code.co_filename == path:
                        line = str(number)
        printed = out.getvalue()
        # What a program leaves behind goes now, or its last words would be taken for those of the next one.
        namespace.clear()
        gc.collect()
    return printed, message, line


if __name__ == '__main__':
    for path in sys.argv[1:]:
        for part in run(path):
            sys.stdout.buffer.write(part.encode('utf-8') + b'\0')
