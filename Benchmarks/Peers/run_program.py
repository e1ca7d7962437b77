"""Runs a program of the folder python, as a snippet is run: text to result. Prints the seconds of the processor
that it took, the most memory in bytes that the process ever held, and what the program printed.

    run_program.py PROGRAM [--no-collector]
"""
import contextlib
import gc
import io
import sys
import time

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
if "--no-collector" in sys.argv:
    gc.disable()
output = io.StringIO()
begin = time.process_time()
with contextlib.redirect_stdout(output):
    exec(compile(text, sys.argv[1], "exec"), {"__name__": "__main__"})
seconds = time.process_time() - begin
with open("/proc/self/status", encoding="ascii") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
print(f"{seconds:.9f}")
print(peak * 1024)
print(output.getvalue(), end="")
