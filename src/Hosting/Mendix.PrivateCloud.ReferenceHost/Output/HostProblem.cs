namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Something wrong, and where, as far as it has a place.</summary>
/// <param name="Message">The cause and the remedy.</param>
internal sealed record HostProblem(string Message)
{
    public string? File { get; init; }

    public int? Line { get; init; }

    public string? Field { get; init; }

    public override string ToString()
    {
        var place = (File, Line) switch
        {
            (null, _) => "",
            (var file, null) => $"{file}: ",
            var (file, line) => $"{file}:{line}: ",
        };
        return $"{place}{(string.IsNullOrEmpty(Field) ? "" : $"{Field}: ")}{Message}";
    }
}
