#!/usr/bin/env python3
"""From save to served: how long it takes `gradbook serve` until a lesson that was saved is on its page.

    save_to_served.py [--gradbook FILE] [--lessons N] [--saves N] [--folder DIR]

Writes a site of N lessons (lessons.py), starts the preview, and opens one page as a browser does, with its stream of
events. Then it saves lessons, one after the other, a number of each changed: the clock runs from before the file is
written until the page with the new number is there whole, after the event that told of it. What it prints are
milliseconds of the wall; nothing else should run on the machine.
"""
import argparse, pathlib, re, shutil, socket, statistics, subprocess, sys, tempfile, time

here = pathlib.Path(__file__).resolve().parent
options = argparse.ArgumentParser()
options.add_argument("--gradbook", default=str(here.parent.parent / ".build/release/gradbook"))
options.add_argument("--lessons", type=int, default=1000)
options.add_argument("--saves", type=int, default=50)
options.add_argument("--folder")
options = options.parse_args()


def get(port, path):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := connection.recv(1 << 20):
            parts.append(part)
    return b"".join(parts)


def main():
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="gradbook-saves-"))
    if not (folder / "content").exists():
        subprocess.run(
            [sys.executable, here / "lessons.py", "gradbook", folder, "--lessons", str(options.lessons)], check=True)
    start = time.perf_counter()
    served = subprocess.Popen(
        [options.gradbook, "serve", "--port", "0", "--content", folder / "content"], stdout=subprocess.PIPE, text=True,
        cwd=here.parent.parent)
    try:
        address = served.stdout.readline()
        port = int(re.search(r":(\d+)/", address)[1])
        print(f"address after {1000 * (time.perf_counter() - start):.0f} ms; {served.stdout.readline().strip()}")
        stream = socket.create_connection(("127.0.0.1", port))
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream.sendall(b"GET /-/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        heard = b""
        while b'"ok"' not in heard:
            heard += stream.recv(1 << 16)
        lessons = sorted((folder / "content").glob("*/*/lesson.md"))
        step = max(1, len(lessons) // options.saves)
        times, built = [], []
        for save in range(options.saves):
            file = lessons[(save * step) % len(lessons)]
            page = str(file.relative_to(folder / "content").with_suffix(".html"))
            old = file.read_text()
            number = 700000 + save
            new = old + f"\nSaved at `={number} * 2`.\n"
            heard = b""
            began = time.perf_counter()
            file.write_text(new)
            while page.encode() not in heard:
                heard += stream.recv(1 << 16)
            answer = get(port, page)
            times.append(1000 * (time.perf_counter() - began))
            assert str(number * 2).encode() in answer, f"{page} is not what was saved"
            built.append(served.stdout.readline().strip())
            # Back as it was; that is no measured save.
            heard = b""
            file.write_text(old)
            while page.encode() not in heard:
                heard += stream.recv(1 << 16)
            served.stdout.readline()
        times.sort()
        print(f"{len(lessons)} lessons, {len(times)} saves: median {statistics.median(times):.1f} ms, "
              f"p95 {times[int(len(times) * 0.95) - 1]:.1f} ms, slowest {times[-1]:.1f} ms")
        print("as the terminal tells it, such as", built[len(built) // 2].removeprefix(str(folder) + "/"))
        status = pathlib.Path(f"/proc/{served.pid}/status")
        if status.exists():
            print("memory at its peak:", re.search(r"VmHWM:\s+(.*)", status.read_text())[1])
    finally:
        served.terminate()
        served.wait()
        if not options.folder:
            shutil.rmtree(folder)


main()
