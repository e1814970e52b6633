using System.Collections.Concurrent;
using System.Text;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Recording;

/// <summary>The secrets that one test knows of, and how to find them in a text, also encoded.</summary>
internal sealed class SecretSearch
{
    // Shorter ones occur in innocent texts.
    public const int Shortest = 8;

    private readonly ConcurrentDictionary<string, string> _namesByForm = new(StringComparer.Ordinal);

    public void Add(PlanValues plan)
    {
        foreach (var (name, secret) in plan.Secrets)
        {
            Add($"the plan's secret '{name}'", secret);
        }
    }

    public void Add(RuntimeSettings settings)
    {
        foreach (var setting in settings.Where(setting => setting.IsSecret))
        {
            Add($"the runtime setting '{setting.Name}'", setting.Value);
        }
    }

    /// <summary>Which of the secrets stands in the text; null when none does.</summary>
    public string? Find(string text) =>
        _namesByForm.FirstOrDefault(form => text.Contains(form.Key, StringComparison.Ordinal)).Value;

    /// <summary>The text with every secret hidden, fit for a test's message.</summary>
    public string Clean(string text)
    {
        foreach (var form in _namesByForm.Keys.OrderByDescending(form => form.Length))
        {
            text = text.Replace(form, "***", StringComparison.Ordinal);
        }

        return text;
    }

    private void Add(string name, SecretValue secret)
    {
        var text = secret.Reveal();
        if (text.Length < Shortest)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var form in new[] { text, Uri.EscapeDataString(text), Convert.ToBase64String(bytes), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes) })
        {
            _namesByForm.TryAdd(form, name);
        }
    }
}
