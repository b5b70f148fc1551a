# The program inside the sandbox, for services in Python. It boots, waits for its files, lays them down, and becomes the
# service: what runs from then on is a plain `python3 main.py`, with nothing of ours in it.
import json
import os
import sys

ROOT = '/organism'
DOWN, UP = 3, 4

os.write(UP, b'{"kind":"ready"}\n')
with os.fdopen(DOWN, 'rb', closefd=False) as down:
    line = down.readline()
if not line:
    # The parent is gone.
    sys.exit(0)
order = json.loads(line)
for path, text in order['files'].items():
    place = f'{ROOT}/{path}'
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, 'w', encoding='utf-8', newline='') as file:
        file.write(text)
os.chdir(ROOT)
# What it says counts by its output and its exit code alone.
os.set_inheritable(DOWN, False)
os.set_inheritable(UP, False)
environment = {**os.environ, **order['env'], 'PORT': str(order['port'])}
os.execve(sys.executable, [sys.executable, '-B', '-E', '-s', '-u', '-X', 'utf8', f"{ROOT}/{order['entry']}"], environment)
