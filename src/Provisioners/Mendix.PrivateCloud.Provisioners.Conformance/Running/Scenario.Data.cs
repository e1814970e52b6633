using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <content>Using a tenant as an application would.</content>
internal sealed partial class Scenario
{
    /// <summary>Where the kit writes in a tenant.</summary>
    public const string Key = "conformance";

    public Task WriteAsync(RuntimeSettings settings, string value) => _fixture.WriteAsync(settings, Key, value, _cancellation);

    public async Task ExpectDataAsync(RuntimeSettings settings, string value, string when)
    {
        var read = await _fixture.ReadAsync(settings, Key, _cancellation);
        if (read != value)
        {
            Break(
                "what is written into a tenant stays there until the tenant is deprovisioned.",
                $"{when}, the tenant holds {(read is null ? "nothing" : $"'{read}'")} instead of '{value}'.",
                "Do not remove or replace what holds data; make only what is missing. Two tenants must not share a place.");
        }
    }

    public Task<bool> CanLogInAsync(RuntimeSettings settings) => _fixture.CanLogInAsync(settings, _cancellation);

    public async Task ExpectLogInAsync(RuntimeSettings settings, bool expected, string when, string remedy)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (await _fixture.CanLogInAsync(settings, _cancellation) != expected)
        {
            if (waited.Elapsed >= _fixture.Patience)
            {
                Break(
                    expected ? "the settings in use reach the tenant." : "settings that were withdrawn reach nothing.",
                    $"{when}, logging in with them {(expected ? "fails" : "succeeds")}.",
                    remedy);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), _cancellation);
        }
    }
}
