using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>The rules of the API server for labels and annotations, told in the words of the field that breaks them.</summary>
internal static partial class LabelRules
{
    private const int LongestPrefix = 253;

    /// <summary>What is wrong with labels, or with a selection by labels.</summary>
    public static IEnumerable<string> Labels(string field, IReadOnlyDictionary<string, string>? labels) =>
    [
        .. Names(field, labels, static name => name),
        .. (labels ?? new Dictionary<string, string>()).Where(label => IsName(label.Key) && !Value().IsMatch(label.Value)).Select(label =>
            $"The value of '{label.Key}' in {field} can be no label's. Use at most 63 letters, digits, dashes, underscores and dots, beginning and ending with a letter or digit."),
    ];

    /// <summary>What is wrong with annotations: their values may be any text, and their names are looked at as if they were in lower case.</summary>
    public static IEnumerable<string> Annotations(string field, IReadOnlyDictionary<string, string>? annotations) =>
        Names(field, annotations, static name => name.ToLowerInvariant());

    private static IEnumerable<string> Names(string field, IReadOnlyDictionary<string, string>? entries, Func<string, string> looked) =>
        (entries?.Keys ?? []).Where(name => !IsName(looked(name))).Select(name =>
            $"'{name}' in {field} can be no name there. Write it as team or as example.com/team, with at most 63 letters, digits, dashes, underscores and dots after the slash.");

    private static bool IsName(string name) => name.Split('/') switch
    {
        [var plain] => Name().IsMatch(plain),
        [var prefix, var plain] => prefix.Length <= LongestPrefix && Prefix().IsMatch(prefix) && Name().IsMatch(plain),
        _ => false,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\A([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?\z")]
    private static partial Regex Value();
}
