using System.Globalization;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>The managers of an object and what they own: <c>metadata.managedFields</c> in a form to work with.</summary>
internal sealed class ManagerTable
{
    private readonly Dictionary<FieldManager, OwnedFields> _managers = [];

    public bool IsEmpty => _managers.Count == 0;

    public IEnumerable<KeyValuePair<FieldManager, OwnedFields>> Entries => _managers;

    /// <exception cref="FormatException">An entry is malformed.</exception>
    public static ManagerTable Read(JsonArray? entries)
    {
        var table = new ManagerTable();
        foreach (var entry in entries?.OfType<JsonObject>() ?? [])
        {
            var operation = entry.String("operation");
            var version = entry.String("apiVersion") ?? "";
            if (operation is not ("Apply" or "Update"))
            {
                throw new FormatException("operation must be `Apply` or `Update`");
            }

            if (version.Length == 0)
            {
                throw new FormatException("apiVersion must not be empty");
            }

            if (entry.String("fieldsType") != "FieldsV1")
            {
                throw new FormatException($"invalid fieldsType \"{entry.String("fieldsType")}\"");
            }

            var manager = new FieldManager(
                entry.String("manager") ?? "", operation == "Apply", operation == "Apply" ? "" : version, entry.String("subresource") ?? "");
            table._managers[manager] = new OwnedFields(FieldsV1.Read(entry.Object("fieldsV1") ?? []), version, entry.String("time"));
        }

        return table;
    }

    /// <summary>A table that changes by itself. The sets are shared: they are replaced, never changed.</summary>
    public ManagerTable Copy()
    {
        var copy = new ManagerTable();
        foreach (var (manager, owned) in _managers)
        {
            copy._managers.Add(manager, owned);
        }

        return copy;
    }

    /// <summary>As the object holds it; null if nobody owns anything.</summary>
    public JsonArray? Write()
    {
        if (IsEmpty)
        {
            return null;
        }

        var sorted = _managers
            .OrderBy(entry => entry.Key.Applies ? 0 : 1)
            .ThenBy(entry => Seconds(entry.Value.Time))
            .ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Value.ApiVersion, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Subresource, StringComparer.Ordinal);
        return new JsonArray([.. sorted.Select(JsonNode (entry) => Write(entry.Key, entry.Value))]);
    }

    public OwnedFields? Find(FieldManager manager) => _managers.GetValueOrDefault(manager);

    /// <summary>Sets what a manager owns; a manager that owns nothing is forgotten.</summary>
    public void Set(FieldManager manager, OwnedFields owned)
    {
        if (owned.Fields.IsEmpty)
        {
            _managers.Remove(manager);
        }
        else
        {
            _managers[manager] = owned;
        }
    }

    public void Remove(FieldManager manager) => _managers.Remove(manager);

    /// <summary>Everything that anybody owns.</summary>
    public FieldSet AllFields() => _managers.Values.Aggregate(new FieldSet(), (all, owned) => all.Union(owned.Fields));

    /// <summary>The same managers own the same fields; when that came to be does not matter.</summary>
    public bool OwnsTheSame(ManagerTable other) =>
        _managers.Count == other._managers.Count
        && _managers.All(entry => other.Find(entry.Key) is { } theirs
            && theirs.ApiVersion == entry.Value.ApiVersion
            && theirs.Fields.SetEquals(entry.Value.Fields));

    internal static long Seconds(string? time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUnixTimeSeconds()
            : 0;

    private static JsonObject Write(FieldManager manager, OwnedFields owned)
    {
        var entry = new JsonObject
        {
            ["manager"] = manager.Name,
            ["operation"] = manager.Applies ? "Apply" : "Update",
            ["apiVersion"] = owned.ApiVersion,
        };
        if (owned.Time is not null)
        {
            entry["time"] = owned.Time;
        }

        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = FieldsV1.Write(owned.Fields);
        if (manager.Subresource.Length > 0)
        {
            entry["subresource"] = manager.Subresource;
        }

        return entry;
    }
}
