"""The site's own settings, with a data folder that goes away and static files straight from their source."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp(prefix="gn-tests-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["GIAMNGHEO_VAR"] = str(folder)

from giamngheo.site.settings import *  # noqa: E402, F403 - the folder must be named first
from giamngheo.site.settings import AUTHENTICATION_BACKENDS, DATABASES, STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
AUTHENTICATION_BACKENDS.append("django.contrib.auth.backends.ModelBackend")  # sessions made by force_login
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": folder / "test.sqlite3"}  # a file, as in use: memory has no WAL
