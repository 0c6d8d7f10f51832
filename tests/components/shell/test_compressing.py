"""What is sent is compressed, and what never changes is compressed once."""

import gzip
import os

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from components.shell.compressing import LEAST_BYTES, CompressedOnce
from tests.asking_a_server import ask, run

LONG = b"county,reports\n" * LEAST_BYTES
FOR_EVER = {"Cache-Control": "public, immutable"}
GZIP = {"accept_encoding": "gzip, br"}


class Answers:
    """An application that counts how often each address was asked."""

    def __init__(self, most_bytes=1_000_000):
        self.asked = []
        answers = {
            "/kept": (LONG, 200, FOR_EVER, "text/javascript"),
            "/streamed": (LONG, 200, FOR_EVER, "text/javascript"),
            "/also-kept": (LONG[::-1], 200, FOR_EVER, "text/javascript"),
            "/page": (LONG, 200, {"Cache-Control": "no-cache"}, "text/html"),
            "/short": (b"ok", 200, FOR_EVER, "text/plain"),
            "/font": (os.urandom(5000), 200, FOR_EVER, "font/woff2"),
            "/gone": (LONG, 404, FOR_EVER, "text/plain"),
        }
        routes = [Route(path, self._answer(path, answer)) for path, answer in answers.items()]
        self.application = Starlette(routes=routes, middleware=[Middleware(CompressedOnce, most_bytes=most_bytes)])

    def _answer(self, path, answer):
        async def parts():
            content = answer[0]
            yield content[:100]
            yield content[100:]

        async def give(_request):
            self.asked.append(path)
            return StreamingResponse(parts(), *answer[1:]) if path == "/streamed" else Response(*answer)

        return give

    def ask(self, path, **headers):
        return ask(self.application, path, **headers)


def test_what_never_changes_is_made_once_and_comes_alike():
    answers = Answers()
    first, second = answers.ask("/kept", **GZIP), answers.ask("/kept", **GZIP)
    assert first == second
    assert first[1]["content-encoding"] == "gzip"
    assert gzip.decompress(second[2]) == LONG
    assert int(second[1]["content-length"]) == len(second[2]) < len(LONG) / 10
    assert answers.asked == ["/kept"]


def test_what_came_in_parts_comes_whole_the_second_time():
    answers = Answers()
    first, second = answers.ask("/streamed", **GZIP), answers.ask("/streamed", **GZIP)
    assert first[2] == second[2]
    assert gzip.decompress(second[2]) == LONG
    assert int(second[1]["content-length"]) == len(second[2])
    assert answers.asked == ["/streamed"]


def test_each_address_has_its_own_answer():
    answers = Answers()
    for _time in range(2):
        assert gzip.decompress(answers.ask("/kept", **GZIP)[2]) == LONG
        assert gzip.decompress(answers.ask("/also-kept", **GZIP)[2]) == LONG[::-1]


def test_a_browser_that_takes_no_gzip_gets_it_as_it_is():
    answers = Answers()
    answers.ask("/kept", **GZIP)
    status, headers, body = answers.ask("/kept", accept_encoding="identity")
    assert (status, body) == (200, LONG)
    assert "content-encoding" not in headers


@pytest.mark.parametrize("path", ["/page", "/gone", "/short", "/font"])
def test_other_answers_are_made_each_time(path):
    answers = Answers()
    for _time in range(2):
        answers.ask(path, **GZIP)
    assert answers.asked == [path, path]


def test_a_page_is_compressed_all_the_same():
    assert gzip.decompress(Answers().ask("/page", **GZIP)[2]) == LONG


@pytest.mark.parametrize("path", ["/short", "/font"])
def test_what_gains_nothing_is_left_alone(path):
    assert "content-encoding" not in Answers().ask(path, **GZIP)[1]


def test_no_more_is_kept_than_there_is_room():
    answers = Answers(most_bytes=10)
    for _time in range(2):
        assert gzip.decompress(answers.ask("/kept", **GZIP)[2]) == LONG
    assert answers.asked == ["/kept", "/kept"]


@pytest.mark.parametrize("condition", [{"range": "bytes=0-9"}, {"if_none_match": '"one"'}])
def test_a_part_or_a_question_whether_it_changed_is_passed_on(condition):
    answers = Answers()
    answers.ask("/kept", **GZIP)
    answers.ask("/kept", **GZIP, **condition)
    assert answers.asked == ["/kept", "/kept"]


def test_a_header_that_somebody_adds_does_not_stay_with_what_is_kept():
    answers = Answers()
    answers.ask("/kept", **GZIP)
    kept = answers.application.middleware_stack.app._kept["/kept"]
    before = list(kept.start["headers"])

    async def add(message):
        message.get("headers", []).append((b"x-visitor", b"1"))

    run(kept.send_by(add))
    assert kept.start["headers"] == before


def test_websockets_pass_as_they_are():
    said = [{"type": "websocket.accept"}, {"type": "websocket.send", "bytes": LONG}]
    sent = []

    async def speak(_scope, _receive, send):
        for message in said:
            await send(message)

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"accept-encoding", b"gzip")]}
    run(CompressedOnce(speak)(scope, None, send))
    assert sent == said
