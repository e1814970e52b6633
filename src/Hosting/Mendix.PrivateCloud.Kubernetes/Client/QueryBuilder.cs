using System.Globalization;
using System.Text;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A query string of the parameters that are set.</summary>
internal sealed class QueryBuilder
{
    private readonly StringBuilder _text = new();

    public QueryBuilder Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public QueryBuilder Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryBuilder AddIf(bool condition, string name, string value) => condition ? Add(name, value) : this;

    public override string ToString() => _text.ToString();
}
