#!/usr/bin/python3
"""Opens a workbook in LibreOffice, edits it as a person would, and saves it as .xlsx.

edit.py FROM INTO [EDIT…], each EDIT one of
  type CELL TEXT       what the keyboard would do: LibreOffice decides what the text is
  text CELL TEXT       a text, whatever it looks like
  empty CELL
  sort COLUMN          the table by one column, the heads left where they are
  filter COLUMN TEXT   only rows that say this are shown
  insert-column CELL   a column before this cell
  delete-row CELL
  rename TEXT          the sheet
CELL may be written with the row id in place of the row: "lead:k7m2qx9dab-17" is the cell of the column whose key is
"lead" in that row. All of it on the sheet with the rows, which is the second.
"""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellRangeAddress, TableSortField
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.FilterOperator import EQUAL


def named(name, value):
    made = PropertyValue()
    made.Name = name
    made.Value = value
    return made


def connected(folder):
    """A LibreOffice of our own, with a profile of its own, spoken to by a pipe."""
    pipe = "candour%d" % os.getpid()
    office = subprocess.Popen(
        ["soffice", "-env:UserInstallation=file://" + folder, "--headless", "--norestore", "--nologo",
         "--accept=pipe,name=%s;urp" % pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(600):
        try:
            remote = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            return office, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            if office.poll() is not None:
                raise SystemExit("LibreOffice ended with status %d" % office.returncode)
            time.sleep(0.1)
    office.kill()
    raise SystemExit("LibreOffice did not answer")


class Rows:
    def __init__(self, sheet):
        self.sheet = sheet
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        self.last_row = cursor.RangeAddress.EndRow
        self.last_column = cursor.RangeAddress.EndColumn

    def column(self, key):
        for column in range(self.last_column + 1):
            if self.sheet.getCellByPosition(column, 2).String == "candour:" + key:
                return column
        raise SystemExit("no column " + key)

    def cell(self, name):
        if ":" not in name:
            return self.sheet.getCellRangeByName(name)
        key, row_id = name.split(":", 1)
        ids = self.column("id")
        for row in range(4, self.last_row + 1):
            if self.sheet.getCellByPosition(ids, row).String == row_id:
                return self.sheet.getCellByPosition(self.column(key), row)
        raise SystemExit("no row " + row_id)

    def table(self):
        return self.sheet.getCellRangeByPosition(0, 3, self.last_column, self.last_row)


def edit(sheet, edits):
    sheet.unprotect("")
    at = 0

    def word():
        nonlocal at
        at += 1
        return edits[at - 1]

    while at < len(edits):
        act = word()
        rows = Rows(sheet)
        if act == "type":
            cell = rows.cell(word())
            cell.setFormula(word())
        elif act == "text":
            cell = rows.cell(word())
            cell.String = word()
        elif act == "empty":
            rows.cell(word()).String = ""
        elif act == "sort":
            field = TableSortField()
            field.Field = rows.column(word())
            field.IsAscending = False
            rows.table().sort((named("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),
                               named("ContainsHeader", True)))
        elif act == "filter":
            field = TableFilterField()
            field.Field = rows.column(word())
            field.Operator = EQUAL
            field.IsNumeric = False
            field.StringValue = word()
            descriptor = rows.table().createFilterDescriptor(True)
            descriptor.ContainsHeader = True
            descriptor.setFilterFields((field,))
            rows.table().filter(descriptor)
        elif act == "insert-column":
            sheet.Columns.insertByIndex(rows.cell(word()).CellAddress.Column, 1)
        elif act == "delete-row":
            sheet.Rows.removeByIndex(rows.cell(word()).CellAddress.Row, 1)
        elif act == "rename":
            sheet.Name = word()
        else:
            raise SystemExit("no edit is called " + act)


def main():
    source, into, edits = sys.argv[1], sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        office, desktop = connected(folder)
        try:
            document = desktop.loadComponentFromURL(
                uno.systemPathToFileUrl(os.path.abspath(source)), "_blank", 0, (named("Hidden", True),))
            edit(document.Sheets.getByIndex(1), edits)
            document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(into)),
                                (named("FilterName", "Calc MS Excel 2007 XML"),))
            document.close(True)
            try:
                desktop.terminate()
            except Exception:
                pass
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


main()
