using Mendix.PrivateCloud.Provisioning;
using Xunit.Sdk;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <content>Using a tenant as an application would.</content>
internal sealed partial class Scenario
{
    // Where the kit writes in a tenant.
    private const string Key = "conformance";

    public Task WriteAsync(RuntimeSettings settings, string value) => ReachAsync("writing", async () =>
    {
        await _fixture.WriteAsync(settings, Key, value, _testEnds);
        return true;
    });

    /// <summary>What was written; null when nothing was.</summary>
    public Task<string?> ReadAsync(RuntimeSettings settings) => ReachAsync("reading", () => _fixture.ReadAsync(settings, Key, _testEnds));

    public async Task ExpectDataAsync(RuntimeSettings settings, string value, string when)
    {
        string? read = null;
        if (!await EventuallyAsync(async () => (read = await ReadAsync(settings)) == value))
        {
            Break(
                "what is written into a tenant stays there until the tenant is deprovisioned.",
                $"{when}, the tenant holds {(read is null ? "nothing" : $"'{read}'")} instead of '{value}'.",
                "Do not remove or replace what holds data; make only what is missing. Two tenants must not share a place.");
        }
    }

    public Task<bool> CanLogInAsync(RuntimeSettings settings) => _fixture.CanLogInAsync(settings, _testEnds);

    public async Task ExpectLogInAsync(RuntimeSettings settings, bool expected, string when, string remedy)
    {
        if (!await EventuallyAsync(async () => await CanLogInAsync(settings) == expected))
        {
            Break(
                expected ? "the settings in use reach the tenant." : "settings that were withdrawn reach nothing.",
                $"{when}, logging in with them {(expected ? "fails" : "succeeds")}.",
                remedy);
        }
    }

    private async Task<TResult> ReachAsync<TResult>(string what, Func<Task<TResult>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception failure) when (failure is not IAssertionException && !_testEnds.IsCancellationRequested)
        {
            Break("the settings returned reach the tenant, until it is deprovisioned or they are withdrawn.",
                $"{Moment}, {what} with them {Outcome(failure)}\n{failure.StackTrace}",
                "Return the settings that are on the server: set anew what is random, and keep what others still use.");
            throw;
        }
    }
}
