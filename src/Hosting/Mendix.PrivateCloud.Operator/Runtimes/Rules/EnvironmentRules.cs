using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>The app's environment variables.</summary>
internal static partial class EnvironmentRules
{
    public static IEnumerable<string> Problems(RuntimeSpec spec) =>
        (spec.Settings?.EnvironmentVariables ?? []).SelectMany((variable, index) => Problems(variable, $"spec.runtime.environmentVariables[{index}]"));

    private static IEnumerable<string> Problems(EnvVar variable, string field)
    {
        if (!Name().IsMatch(variable.Name))
        {
            yield return $"{field}.name '{variable.Name}' is no name of a variable. Use letters, digits, '_', '-' and '.', and no digit first.";
        }
        else if (AppEnvironment.IsReserved(variable.Name))
        {
            yield return $"{field}.name '{variable.Name}' is set by the operator. Use another name.";
        }

        if (variable is { Value: not null, ValueFrom: not null })
        {
            yield return $"{field} has a value and a valueFrom. Remove one of them.";
        }

        if (variable is { ValueFrom: { SecretKeyRef: null } })
        {
            yield return $"{field}.valueFrom names no source. Set valueFrom.secretKeyRef to the name and the key of a Secret.";
        }

        if (variable.ValueFrom?.SecretKeyRef is { } reference && (reference.Name.Length == 0 || reference.Key.Length == 0))
        {
            yield return $"{field}.valueFrom.secretKeyRef is incomplete. Set its name and its key.";
        }
    }

    [GeneratedRegex("^[-._a-zA-Z][-._a-zA-Z0-9]*$")]
    private static partial Regex Name();
}
