using System.Globalization;
using System.Text.RegularExpressions;


namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>
/// Keeps the numbers of cases on the page true. It says how many there are at least, because the calls of an operator, from
/// which most cases derive, are not the same to the last one in each run, and become more with each feature.
/// PRIVATECLOUD_UPDATE=1 writes them anew.
/// </summary>
public static class ReliabilityPage
{
    private static readonly string File = Path.Combine(RepositoryRoot.Folder, "docs", "reliability.md");

    public static void AssertCount(string group, int count)
    {
        var text = System.IO.File.ReadAllText(File);
        var row = Regex.Match(text, $@"^\| {Regex.Escape(group)} \|.*\| (?<count>[\d,]+) \|$", RegexOptions.Multiline);
        Assert.True(row.Success, $"docs/reliability.md has no row '| {group} | … | number |'.");
        var told = row.Groups["count"];
        if (Environment.GetEnvironmentVariable("PRIVATECLOUD_UPDATE") == "1")
        {
            System.IO.File.WriteAllText(File, text[..told.Index] + AtLeast(count).ToString("N0", CultureInfo.InvariantCulture) + text[(told.Index + told.Length)..]);
            return;
        }

        var least = int.Parse(told.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.True(count >= least, $"docs/reliability.md promises {least} cases of '{group}', and there are {count}.");
        Assert.True(Seed.IsEverything || count < least * 2, $"docs/reliability.md says {least} cases of '{group}', and there are {count}: it undersells.");
    }

    /// <summary>A tenth less, and round.</summary>
    private static int AtLeast(int count)
    {
        var step = count >= 100 ? 50 : count >= 20 ? 5 : 1;
        return Math.Max(1, (count < 20 ? count : count * 9 / 10) / step * step);
    }
}
