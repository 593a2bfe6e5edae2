"""Makes the missing test vectors and writes the index."""

from tests.tools.vectors import index, intake, sums
from tests.tools.vectors.records import honest, refused, unfit
from tests.tools.vectors.spoilt import spoilt
from tests.tools.vectors.vector import FOLDER

FOLDER.mkdir(exist_ok=True)
numbers = {path.name.partition("-")[0] for path in FOLDER.iterdir() if path.is_dir()}
for vector in (*honest(), *spoilt(), *unfit(), *refused(), *intake.vectors(), *sums.vectors()):
    folder = FOLDER / vector.name
    is_new = vector.anew or vector.name.startswith("good-") or vector.name.partition("-")[0] not in numbers
    if is_new and not folder.exists():
        vector.write(folder)
        print(folder.name)
index.INDEX.write_text(index.written(), encoding="utf-8")
