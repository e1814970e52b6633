using System.Diagnostics;
using Mendix.PrivateCloud.Testing.Postgres;

namespace Mendix.PrivateCloud.SystemBench.Postgres;

/// <summary>Sends statements through one session of PostgreSQL's own client, over the same TCP port.</summary>
internal static class PsqlSession
{
    // The secret is hidden in a preview; any verifier costs the server the same.
    private const string Verifier =
        "'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU='";

    public static async Task RunAsync(PostgresServer server, IEnumerable<string> effects)
    {
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, "psql"),
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", server.Host, "-p", $"{server.Port}", "-U", server.UserName, "-d", "postgres"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
            Environment = { ["PGPASSWORD"] = server.Password, ["PGSSLMODE"] = "disable" },
        };
        using var psql = Process.Start(start)!;
        foreach (var effect in effects)
        {
            var statements = effect.Replace("'***'", Verifier, StringComparison.Ordinal);
            // \; sends them in one round trip and one transaction, as the provisioner does.
            await psql.StandardInput.WriteLineAsync($"{statements.Replace("; ", " \\; ", StringComparison.Ordinal)};");
        }

        psql.StandardInput.Close();
        await psql.WaitForExitAsync();
        if (psql.ExitCode != 0)
        {
            throw new InvalidOperationException($"psql failed with {psql.ExitCode}.");
        }
    }
}
