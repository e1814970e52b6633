namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>
/// Reads manifests that people wrote: YAML or JSON, several documents per file, any kind. Our kinds are checked against their
/// schema. All errors of all files are reported together, each with file, line, field and remedy.
/// </summary>
public static class ManifestReader
{
    /// <summary>Reads files.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The objects in order.</returns>
    /// <exception cref="ManifestException">Something is wrong in at least one file, or a file cannot be read.</exception>
    public static async Task<ManifestSet> ReadFilesAsync(IEnumerable<string> files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var parsers = new List<ManifestParser>();
        foreach (var file in files)
        {
            var parser = new ManifestParser(file);
            parsers.Add(parser);
            try
            {
                parser.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                parser.Problems.Error(0, 0, "", $"the file cannot be read: {exception.Message}");
            }
        }

        return Combine(parsers);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="file">What problems call the text. Default: <c>manifest</c>.</param>
    /// <returns>The objects in order.</returns>
    /// <exception cref="ManifestException">Something is wrong in the text.</exception>
    public static ManifestSet Read(string text, string file = "manifest")
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new ManifestParser(file);
        parser.Parse(text);
        return Combine([parser]);
    }

    private static ManifestSet Combine(List<ManifestParser> parsers)
    {
        ManifestProblem[] errors = [.. parsers.SelectMany(parser => parser.Problems.Errors)];
        return errors.Length > 0
            ? throw new ManifestException(errors)
            : new ManifestSet(
                [.. parsers.SelectMany(parser => parser.Manifests)],
                [.. parsers.SelectMany(parser => parser.Problems.Warnings)]);
    }
}
