using System.Globalization;

namespace Mendix.PrivateCloud.LocalCluster.Selection;

internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
    GreaterThan,
    LessThan,
}

/// <summary>One term of a label selector. As in Kubernetes, <c>!=</c> and <c>notin</c> also match objects without the label.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, string[] Values)
{
    public bool Matches(IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        var value = Find(labels);
        return Operator switch
        {
            LabelOperator.In => value is not null && Values.Contains(value),
            LabelOperator.NotIn => value is null || !Values.Contains(value),
            LabelOperator.Exists => value is not null,
            LabelOperator.DoesNotExist => value is null,
            LabelOperator.GreaterThan => Compare(value) > 0,
            LabelOperator.LessThan => Compare(value) < 0,
            _ => false,
        };
    }

    private int Compare(string? value) =>
        long.TryParse(value, CultureInfo.InvariantCulture, out var left) && long.TryParse(Values[0], CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : 0;

    private string? Find(IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Key == Key)
            {
                return labels[i].Value;
            }
        }

        return null;
    }
}
