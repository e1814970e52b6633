using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Testing.Minio.Iam;

/// <summary>Decides by a policy document: a denial wins, else a permission is needed. Of conditions it knows those on s3:prefix.</summary>
internal static class PolicyEvaluation
{
    public static bool Allows(JsonObject policy, PolicyQuestion question) =>
        Statements(policy, "Allow", question).Any() && !Denies(policy, question);

    public static bool Denies(JsonObject policy, PolicyQuestion question) => Statements(policy, "Deny", question).Any();

    private static IEnumerable<JsonObject> Statements(JsonObject policy, string effect, PolicyQuestion question) =>
        (policy["Statement"] as JsonArray ?? []).Select(statement => statement!.AsObject())
        .Where(statement => (string?)statement["Effect"] == effect && Covers(statement, question));

    private static bool Covers(JsonObject statement, PolicyQuestion question) =>
        Texts(statement["Action"]).Any(pattern => IsLike(pattern, question.Action))
        && (question.Resource.Length == 0 || Texts(statement["Resource"]).Any(pattern =>
            IsLike(pattern.Replace("${aws:username}", question.User, StringComparison.Ordinal), $"arn:aws:s3:::{question.Resource}")))
        && (statement["Condition"] as JsonObject ?? []).All(condition => Holds(condition.Key, condition.Value!.AsObject(), question));

    private static bool Holds(string kind, JsonObject values, PolicyQuestion question) => values.All(value =>
        value.Key == "s3:prefix" && kind is "StringLike" or "StringEquals" && Texts(value.Value).Any(pattern => IsLike(pattern, question.Prefix)));

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array.Select(item => (string)item!),
        _ => [(string)node!],
    };

    private static bool IsLike(string pattern, string text) => Regex.IsMatch(
        text, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$", RegexOptions.Singleline);
}
