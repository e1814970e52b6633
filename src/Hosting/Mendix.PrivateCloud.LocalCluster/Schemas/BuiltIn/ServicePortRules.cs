using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>The ports of a Service, port by port: several ports need names, which must differ.</summary>
internal static class ServicePortRules
{
    public static void Check(string path, JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        var ports = spec.Objects("ports").ToList();
        if (ports.Count == 0 && spec.String("type") != "ExternalName" && spec.String("clusterIP") != "None")
        {
            errors.Add(FieldError.Required($"{path}.ports"));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            CheckName(ports[i].String("name") ?? "", $"{path}.ports[{i}].name", ports.Count > 1, names, errors);
            CheckNumber(ports[i], "port", $"{path}.ports[{i}].port", errors);
            CheckNumber(ports[i], "targetPort", $"{path}.ports[{i}].targetPort", errors);
        }
    }

    private static void CheckName(string name, string path, bool required, HashSet<string> names, ICollection<FieldError> errors)
    {
        if (name.Length == 0)
        {
            if (required)
            {
                errors.Add(FieldError.Required(path));
            }

            return;
        }

        foreach (var problem in NameSyntax.Problems(NameRule.DnsLabel, name))
        {
            errors.Add(FieldError.Invalid(path, name, problem));
        }

        if (!names.Add(name))
        {
            errors.Add(FieldError.Duplicate(path, name));
        }
    }

    private static void CheckNumber(JsonObject port, string field, string path, ICollection<FieldError> errors)
    {
        if (port.Integer(field) is < 1 or > 65535)
        {
            errors.Add(FieldError.Invalid(path, port[field], "must be between 1 and 65535, inclusive"));
        }
    }
}
