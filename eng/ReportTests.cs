// What ran, what did not, and why: dotnet run eng/ReportTests.cs -- <folder of .trx files>
#:property PublishAot=false
#:property NoWarn=$(NoWarn);EnableGenerateDocumentationFile
using System.Xml.Linq;

const int MostLines = 12;
const int MostCharacters = 400;

var folder = args is [var given] ? given : throw new ArgumentException("Name the folder of the results.");
XNamespace xml = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
var runs = Directory.GetFiles(folder, "*.trx").Order(StringComparer.Ordinal).Select(file => (Name: Path.GetFileNameWithoutExtension(file), Root: XDocument.Load(file).Root!)).ToList();
var results = runs.SelectMany(run => run.Root.Descendants(xml + "UnitTestResult")).ToList();
var (passed, skipped) = (Of("Passed").ToList(), Of("NotExecuted").ToList());
var failed = results.Except(passed).Except(skipped).ToList();
// A process that died has results of those tests alone that ended before. Each failed test has a word here as well.
var broken = runs.SelectMany(run => run.Root.Descendants(xml + "RunInfo")
    .Where(info => (string?)info.Attribute("outcome") == "Error" && !info.Value.Contains("[FAIL]", StringComparison.Ordinal))
    .Select(info => $"{run.Name}: {info.Value.Trim()}")).ToList();

if (skipped.Count > 0)
{
    Console.WriteLine("skipped, and why:");
    foreach (var reason in skipped.GroupBy(Words).OrderBy(group => group.Key, StringComparer.Ordinal))
    {
        Console.WriteLine($"{reason.Count(),7}   {reason.Key}");
    }
}

if (failed.Count + broken.Count > 0)
{
    Console.WriteLine("failed:");
    foreach (var result in failed)
    {
        Console.WriteLine($"  {(string?)result.Attribute("testName")}");
        foreach (var line in Words(result).Split('\n').Take(MostLines))
        {
            Console.WriteLine($"      {(line.Length > MostCharacters ? line[..MostCharacters] : line)}");
        }
    }

    broken.ForEach(run => Console.WriteLine($"  {run}"));
}

Console.WriteLine($"{passed.Count} passed, {failed.Count} failed, {skipped.Count} skipped");
return passed.Count > 0 && failed.Count + broken.Count == 0 ? 0 : 1;

IEnumerable<XElement> Of(string outcome) => results.Where(result => (string?)result.Attribute("outcome") == outcome);

string Words(XElement result) =>
    (result.Descendants(xml + "Message").FirstOrDefault() ?? result.Descendants(xml + "StdOut").FirstOrDefault())?.Value.Trim() ?? "no reason given";
