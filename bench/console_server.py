"""What bench.console asks: `waystation FOLDER` serves an office, `bare FILE` one page by Django alone."""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from waystation.web.place import Place, stand_on
from waystation.web.serving import listening, prepare, serve

_body: list[bytes] = []


def page(_request: HttpRequest) -> HttpResponse:
    """Return the bytes."""
    return HttpResponse(_body[0])


urlpatterns = [path("", page)]


def main() -> None:
    """Serve until it is ended."""
    kind, where = sys.argv[1], Path(sys.argv[2])
    place = Place(str(where / "vault"), where / "burn-secret", where, demo=True)
    if kind == "waystation":
        application = prepare(place)
    else:
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

        _body.append(where.read_bytes())
        stand_on(place)
        middleware = ["django.middleware.gzip.GZipMiddleware", "django.middleware.common.CommonMiddleware"]
        settings.configure(
            ROOT_URLCONF=__name__,
            ALLOWED_HOSTS=["*"],
            SECRET_KEY=where.name,
            MIDDLEWARE=middleware,
        )
        application = get_wsgi_application()
    opened = listening("127.0.0.1", 0)
    opened.listen(128)
    sys.stdout.write(f"http://localhost:{opened.getsockname()[1]}\n")
    sys.stdout.flush()
    serve(application, opened)


if __name__ == "__main__":
    main()
