using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.Minio.Policies;

/// <summary>
/// Evaluates a policy document as the server does: what a statement denies is denied, else what one allows is allowed.
/// </summary>
/// <remarks>
/// Conditions cannot be evaluated from here. A conditional permission counts as one and a conditional denial as none: a check
/// that warns of what works would be worse than one that misses what the first request will tell.
/// </remarks>
internal sealed class PolicyDocument
{
    private readonly IReadOnlyList<Statement> _statements;

    public PolicyDocument(JsonElement document)
    {
        _statements = [.. Many(document, "Statement").Select(statement => new Statement(statement))];
    }

    /// <summary>Whether the policy allows an action.</summary>
    /// <param name="action">Such as <c>s3:CreateBucket</c>.</param>
    /// <param name="resource">A bucket, or a bucket and an object; null for actions of the admin part, which have none.</param>
    public bool Allows(string action, string? resource) =>
        _statements.Any(statement => statement.Is("Allow") && statement.Covers(action, resource))
        && !_statements.Any(statement => statement.Is("Deny") && !statement.IsConditional && statement.Covers(action, resource));

    // A member that is left out, null, one value or a list of them.
    private static IReadOnlyList<JsonElement> Many(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
    }

    private static bool Matches(JsonElement pattern, string text) => Regex.IsMatch(
        text,
        $"^{Regex.Escape(pattern.ToString()).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
        RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private sealed class Statement(JsonElement statement)
    {
        private const string ResourcePrefix = "arn:aws:s3:::";

        public bool IsConditional => Many(statement, "Condition").Any(condition => condition.EnumerateObject().Any());

        public bool Is(string effect) => Many(statement, "Effect").Any(value => value.ToString() == effect);

        public bool Covers(string action, string? resource) =>
            Covers("Action", "NotAction", action) && (resource is null || Covers("Resource", "NotResource", ResourcePrefix + resource));

        private bool Covers(string list, string exceptions, string text) =>
            Many(statement, list).Any(pattern => Matches(pattern, text))
            || (Many(statement, exceptions).Count > 0 && !Many(statement, exceptions).Any(pattern => Matches(pattern, text)));
    }
}
