// Counterparts judge FOLDER    what Microsoft's validator finds in each .docx and .xlsx of FOLDER, as lines of
//                              FILE: OFFICE: PLACE: FAULT; and each plan*.xlsx opened and saved again by four libraries
//                              as FOLDER/resaved/LIBRARY-PLAN.xlsx, or FILE: LIBRARY: why not
// Counterparts write ROWS FOLDER    the plan of ROWS (plan-rows.ts) as the libraries write it of themselves
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;
using NPOI.XSSF.UserModel;
using OfficeOpenXml;

switch (args)
{
    case ["judge", var folder]:
        Parallel.ForEach(Directory.EnumerateFiles(folder), Judge);
        var resaved = Directory.CreateDirectory(Path.Combine(folder, "resaved")).FullName;
        Parallel.ForEach(Directory.EnumerateFiles(folder, "plan*.xlsx"), file => Resave(file, resaved));
        return 0;
    case ["write", var rows, var folder]:
        WritePlans.Write(rows, folder);
        return 0;
    default:
        Console.Error.WriteLine("Counterparts judge FOLDER | Counterparts write ROWS FOLDER");
        return 1;
}

static void Judge(string file)
{
    using OpenXmlPackage package = Path.GetExtension(file) switch
    {
        ".docx" => WordprocessingDocument.Open(file, false),
        ".xlsx" => SpreadsheetDocument.Open(file, false),
        _ => null,
    };
    if (package is null) return;
    foreach (var office in new[] { FileFormatVersions.Office2007, FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
        foreach (var fault in new OpenXmlValidator(office).Validate(package))
            Console.WriteLine($"{Path.GetFileName(file)}: {office}: {fault.Part?.Uri}{fault.Path?.XPath}: {fault.Description}");
}

static void Resave(string file, string folder)
{
    var name = Path.GetFileName(file);
    void With(string library, Action<string> save)
    {
        try { save(Path.Combine(folder, $"{library}-{name}")); }
        catch (Exception fault) { Console.WriteLine($"{name}: {library}: {fault.GetBaseException().Message}"); }
    }

    With("closedxml", to =>
    {
        using var book = new XLWorkbook(file);
        book.SaveAs(to);
    });
    With("epplus", to =>
    {
        using var book = new ExcelPackage(new FileInfo(file));
        book.SaveAs(new FileInfo(to));
    });
    With("npoi", to =>
    {
        using var read = File.OpenRead(file);
        using var written = File.Create(to);
        new XSSFWorkbook(read).Write(written);
    });
    // MiniExcel reads tables and writes tables: of a book it keeps the cells' values alone.
    With("miniexcel", to =>
    {
        var sheets = MiniExcel.GetSheetNames(file)
            .ToDictionary(sheet => sheet, sheet => (object)MiniExcel.Query(file, sheetName: sheet).ToList());
        MiniExcel.SaveAs(to, sheets, printHeader: false);
    });
}
