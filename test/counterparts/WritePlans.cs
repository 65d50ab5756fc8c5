using System.Globalization;
using System.Text.Json;
using ClosedXML.Excel;
using MiniExcelLibs;
using NPOI.SS.UserModel;
using NPOI.XSSF.UserModel;
using OfficeOpenXml;

/// <summary>The demo plan as four libraries for .NET write workbooks of themselves.</summary>
static class WritePlans
{
    public static void Write(string rows, string folder)
    {
        var sheets = JsonSerializer.Deserialize<Sheet[]>(File.ReadAllText(rows));
        foreach (var isReckoned in new[] { true, false })
        {
            var end = isReckoned ? ".xlsx" : "-not-reckoned.xlsx";
            ClosedXml(sheets, Path.Combine(folder, "closedxml" + end), isReckoned);
            EPPlus(sheets, Path.Combine(folder, "epplus" + end), isReckoned);
            Npoi(sheets, Path.Combine(folder, "npoi" + end), isReckoned);
        }
        Mini(sheets, Path.Combine(folder, "miniexcel.xlsx"));
    }

    // In each book, where the library can: a number that a formula comes to, a text with formatting within it,
    // and per cent as Excel keeps it (settings, row 12; assignments, C2; earlier values, C5).
    static void ClosedXml(Sheet[] sheets, string file, bool isReckoned)
    {
        using var book = new XLWorkbook();
        foreach (var sheet in sheets)
        {
            var page = book.AddWorksheet(sheet.name);
            Each(sheet, (row, column, value) =>
            {
                var cell = page.Cell(row, column);
                if (value is DateTime day) { cell.Value = day; cell.Style.DateFormat.Format = "yyyy-mm-dd"; }
                else if (value is double number) cell.Value = number;
                else { cell.DataType = XLDataType.Text; cell.SetValue((string)value); }
            });
            if (sheet.IsFirst) page.Cell(12, 2).FormulaA1 = "10+5";
        }
        var earlier = book.Worksheet("Tidigare värden").Cell(5, 3);
        earlier.Value = (double)earlier.Value / 100;
        earlier.Style.NumberFormat.Format = "0.0%";
        var title = book.Worksheet("Uppdrag").Cell(2, 3);
        var text = title.GetString();
        title.RichText.ClearText().AddText(text[..4]).SetBold();
        title.RichText.AddText(text[4..]);
        book.SaveAs(file, new SaveOptions { EvaluateFormulasBeforeSaving = isReckoned });
    }

    static void EPPlus(Sheet[] sheets, string file, bool isReckoned)
    {
        using var book = new ExcelPackage();
        foreach (var sheet in sheets)
        {
            var page = book.Workbook.Worksheets.Add(sheet.name);
            Each(sheet, (row, column, value) =>
            {
                var cell = page.Cells[row, column];
                cell.Value = value;
                if (value is DateTime) cell.Style.Numberformat.Format = "yyyy-mm-dd";
            });
            if (sheet.IsFirst) page.Cells[12, 2].Formula = "10+5";
        }
        var earlier = book.Workbook.Worksheets["Tidigare värden"].Cells[5, 3];
        earlier.Value = (double)earlier.Value / 100;
        earlier.Style.Numberformat.Format = "0.0%";
        var title = book.Workbook.Worksheets["Uppdrag"].Cells[2, 3];
        var text = (string)title.Value;
        title.Value = null;
        title.RichText.Add(text[..4]).Bold = true;
        title.RichText.Add(text[4..]).Bold = false;
        if (isReckoned) book.Workbook.Calculate();
        book.SaveAs(new FileInfo(file));
    }

    static void Npoi(Sheet[] sheets, string file, bool isReckoned)
    {
        var book = new XSSFWorkbook();
        var format = book.CreateDataFormat();
        var dayStyle = book.CreateCellStyle();
        dayStyle.DataFormat = format.GetFormat("yyyy-mm-dd");
        var percent = book.CreateCellStyle();
        percent.DataFormat = format.GetFormat("0.0%");
        foreach (var sheet in sheets)
        {
            var page = book.CreateSheet(sheet.name);
            Each(sheet, (row, column, value) =>
            {
                var cell = (page.GetRow(row - 1) ?? page.CreateRow(row - 1)).CreateCell(column - 1);
                if (value is DateTime day) { cell.SetCellValue(day); cell.CellStyle = dayStyle; }
                else if (value is double number) cell.SetCellValue(number);
                else cell.SetCellValue((string)value);
            });
            if (sheet.IsFirst) page.GetRow(11).GetCell(1).SetCellFormula("10+5");
        }
        var earlier = book.GetSheet("Tidigare värden").GetRow(4).GetCell(2);
        earlier.SetCellValue(earlier.NumericCellValue / 100);
        earlier.CellStyle = percent;
        var title = book.GetSheet("Uppdrag").GetRow(1).GetCell(2);
        var text = new XSSFRichTextString(title.StringCellValue);
        var bold = book.CreateFont();
        bold.IsBold = true;
        text.ApplyFont(0, 4, bold);
        title.SetCellValue(text);
        if (isReckoned) XSSFFormulaEvaluator.EvaluateAllFormulaCells(book);
        using var stream = File.Create(file);
        book.Write(stream);
    }

    // MiniExcel writes tables: neither formulas nor formatting within a text.
    static void Mini(Sheet[] sheets, string file)
    {
        var tables = new Dictionary<string, object>();
        foreach (var sheet in sheets)
        {
            var table = new System.Data.DataTable();
            foreach (var title in sheet.rows[0]) table.Columns.Add(title.GetString(), typeof(object));
            foreach (var row in sheet.rows.Skip(1)) table.Rows.Add(row.Select(cell => Value(cell) ?? DBNull.Value).ToArray());
            tables[sheet.name] = table;
        }
        MiniExcel.SaveAs(file, tables, overwriteFile: true);
    }

    static void Each(Sheet sheet, Action<int, int, object> put)
    {
        for (var row = 0; row < sheet.rows.Length; row++)
            for (var column = 0; column < sheet.rows[row].Length; column++)
                if (Value(sheet.rows[row][column]) is { } value) put(row + 1, column + 1, value);
    }

    static object Value(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => cell.GetDouble(),
        JsonValueKind.String => cell.GetString(),
        _ => DateTime.ParseExact(cell.GetProperty("day").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}

record Sheet(string name, JsonElement[][] rows)
{
    public bool IsFirst => name == "Inställningar";
}
