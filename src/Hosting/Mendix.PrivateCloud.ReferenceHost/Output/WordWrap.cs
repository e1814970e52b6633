namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Breaks a text into lines between its words, and a word that is wider than a line wherever the line ends.</summary>
internal static class WordWrap
{
    /// <summary>The lines, none longer than asked; at least one, maybe empty.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        List<string> lines = [""];
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var word in words.SelectMany(word => word.Chunk(width)).Select(letters => new string(letters)))
        {
            if (lines[^1].Length == 0)
            {
                lines[^1] = word;
            }
            else if (lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
