#!/usr/bin/python3
"""The workbook that agencies fill in, edited and saved by LibreOffice, comes back the same.

round_trip.py CANDOUR PLAN FOLDER: imports the plan into a record below the folder, makes the workbook, lets LibreOffice
edit it (edit.py beside this file), and looks at what `candour workbook return` proposes.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

candour, plan, folder = (os.path.abspath(each) for each in sys.argv[1:4])
here = os.path.dirname(os.path.abspath(__file__))
failures = []


def run(*words):
    done = subprocess.run([candour, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout, done.stderr.decode(), done.returncode


def edited(name, *edits):
    into = os.path.join(folder, name)
    subprocess.run([os.path.join(here, "edit.py"), book, into, *edits], check=True)
    return into


def returned(path, *more):
    out, complaint, status = run("workbook", "return", "--data", data, *more, path)
    if status not in (0, 64):
        raise SystemExit("%s: %s" % (path, complaint))
    return json.loads(out)


def expect(what, found, expected):
    if found != expected:
        failures.append("%s:\n  expected %s\n  found    %s" % (what, expected, found))


def cells(told):
    return sorted((each["row"].rsplit("-", 1)[1] + "." + each["field"], each["case"], each["theirs"]) for each in told["cells"])


shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
data = os.path.join(folder, "record")
_, complaint, status = run("import", plan, "--data", data)
if not os.path.isdir(data):
    raise SystemExit("the plan was not imported: " + complaint)
book = os.path.join(folder, "book.xlsx")
made, complaint, status = run("workbook", "make", "--data", data)
if status != 0:
    raise SystemExit("no workbook was made: " + complaint)
with open(book, "wb") as file:
    file.write(made)
with zipfile.ZipFile(book) as archive:
    plan_id = re.search(r"([a-z0-9]{10})-1<", archive.read("xl/sharedStrings.xml").decode()).group(1)


def row(number):
    return "%s-%d" % (plan_id, number)


# Saved by LibreOffice and by nobody else changed, it proposes nothing.
same = returned(edited("same.xlsx"))
expect("saved without a change", (same["compared"], same["unchanged"], same["cells"], same["notes"], same["not_taken_in"]),
       (77, 77, [], [], []))

# Everything that people do to a table, in one go; what they typed is found, and nothing else.
told = returned(edited(
    "edited.xlsx",
    "text", "update:" + row(5), "=The hub meets on Mondays.",
    "type", "lead:" + row(5), "Chief Inspector",
    "type", "target:" + row(6), "2027-09-30",
    "text", "why-moved:" + row(6), "The hub opens in July.",
    "type", "update:" + row(7), "=1+1",
    "text", "target:" + row(10), "31/10/2027",
    "type", "rating:" + row(8), "Greenish",
    "sort", "wording",
    "insert-column", "E5",
    "rename", "Police, final",
    "delete-row", "lead:" + row(9),
    "filter", "rating", "Amber"))
expect("edited", cells(told), sorted([
    ("5.update", "changed", "=The hub meets on Mondays."),
    ("5.lead", "changed", "Chief Inspector"),
    ("6.target", "changed", "2027-09-30"),
    ("6.why-moved", "changed", "The hub opens in July."),
    # LibreOffice works a formula out even where a cell is of text; some versions keep it as text, which is theirs too.
    ("7.update", "trouble", "2") if any(each["theirs"] == "2" for each in told["cells"]) else ("7.update", "changed", "=1+1"),
    ("8.rating", "trouble", "Greenish"),
    ("10.target", "trouble", "31/10/2027")]))
expect("a row taken out stays in the plan", told["not_there_any_more"], [row(9)])
for each in told["cells"]:
    if each["case"] == "trouble" and each["cell"] not in each["sentence"]:
        failures.append("the sentence does not name the cell: " + each["sentence"])

# Taken in, it proposes nothing of it again; what could not be taken in is left.
taken = returned(os.path.join(folder, "edited.xlsx"), "--take")
expect("taken in", taken["taken_in"]["rows"] >= 2, True)
again = returned(os.path.join(folder, "edited.xlsx"))
expect("sent twice", [each for each in cells(again) if each[1] != "trouble"], [])
expect("not a row fewer", returned(book)["compared"], 77)

if failures:
    raise SystemExit("\n".join(failures))
print("The workbook comes back from LibreOffice as it was filled in.")
