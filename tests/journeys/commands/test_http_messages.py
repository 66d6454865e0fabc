"""Requests that contradict themselves about where they end: the server takes none of them for two."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from factories.command_runs import environment, free_port

HIDDEN = "GET /suc-khoe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    number = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "giamngheo.commands", "demo", "--port", str(number)],
        env=environment(tmp_path_factory.mktemp("messages") / "var"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert f":{number}/" in process.stdout.readline()
        yield number
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def answers_to(port: int, message: str) -> list[int]:
    """Send a message as it is; return the status of each answer until the server has nothing more to say."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as connection:
        connection.sendall(message.encode("ascii"))
        try:
            while piece := connection.recv(65536):
                heard += piece
        except TimeoutError:
            pass  # it keeps the connection for a next request
    return [int(part[:3]) for part in heard.decode("utf-8", "replace").split("HTTP/1.1 ")[1:]]


def test_two_requests_one_after_the_other_are_two(port: int) -> None:
    assert answers_to(port, HIDDEN + HIDDEN) == [200, 200]


@pytest.mark.parametrize(
    "lengths",
    [
        f"Content-Length: {len(HIDDEN) + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        f"Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n",
        f"Transfer-Encoding: xchunked\r\nContent-Length: {len(HIDDEN)}\r\n\r\n",
        f"Content-Length : {len(HIDDEN)}\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
    ],
    ids=["length and chunks", "two lengths", "unknown coding", "space before the colon", "sign"],
)
def test_a_request_of_two_lengths_is_one_request_or_none(port: int, lengths: str) -> None:
    answers = answers_to(port, f"POST /suc-khoe HTTP/1.1\r\nHost: 127.0.0.1\r\n{lengths}{HIDDEN}")
    assert len(answers) == 1
    assert answers[0] in {400, 403}, "refused as a message, or a form without its token"
