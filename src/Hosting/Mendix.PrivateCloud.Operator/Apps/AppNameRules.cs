namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Which names an environment may have (documented in the reference), and what to do about the others.</summary>
internal static class AppNameRules
{
    // The documented limit; it leaves room for every derived name within the 63 characters of a label.
    private const int MaximumLength = 35;

    /// <summary>What is wrong with a name, with the remedy; null when it may be used.</summary>
    public static string? Problem(string name)
    {
        if (name.Length > MaximumLength)
        {
            return $"metadata.name '{name}' has {name.Length} characters; at most {MaximumLength} are allowed, because longer names are derived from it. " +
                "Create the environment under a shorter name.";
        }

        if (name.StartsWith("mendix-", StringComparison.Ordinal))
        {
            return $"metadata.name '{name}' starts with 'mendix-', which is reserved for the operator's own tools. Create the environment under another name.";
        }

        if (name.StartsWith("openshift-", StringComparison.Ordinal))
        {
            return $"metadata.name '{name}' starts with 'openshift-', which OpenShift reserves for itself. Create the environment under another name.";
        }

        return name.Contains('.', StringComparison.Ordinal) || !char.IsAsciiLetter(name[0])
            ? $"metadata.name '{name}' cannot be a Service's name: it must start with a letter and hold only lower-case letters, digits and dashes. " +
                "Create the environment under another name."
            : null;
    }
}
