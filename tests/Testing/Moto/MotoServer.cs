using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace Mendix.PrivateCloud.Testing.Moto;

/// <summary>
/// S3, IAM and STS for tests: moto, started so that it enforces policies (see <c>moto_launcher.py</c>). It ends with
/// <see cref="DisposeAsync"/>, and also when this process dies in any other way.
/// </summary>
public sealed class MotoServer : IAsyncDisposable
{
    private const string ForeignAccountId = "999900001111";

    private readonly Process _process;
    private readonly HttpClient _http;

    private MotoServer(Process process, int port)
    {
        _process = process;
        Url = $"http://127.0.0.1:{port}";
        _http = new HttpClient { BaseAddress = new Uri(Url) };
    }

    /// <summary>Why tests have to be skipped; null when they can run, or when nobody has tried yet.</summary>
    public static string? SkipReason { get; private set; }

    /// <summary>Where all services are.</summary>
    public string Url { get; }

    /// <summary>Number of the account that tests work in.</summary>
    public string AccountId { get; } = "123456789012";

    /// <summary>A key that may do everything in that account.</summary>
    public MotoKey Operator { get; private set; } = new("", "");

    /// <summary>A key that may do everything in another account.</summary>
    public MotoKey Stranger { get; private set; } = new("", "");

    /// <summary>Starts a server; null, with <see cref="SkipReason"/>, when it cannot be had.</summary>
    public static async Task<MotoServer?> StartAsync()
    {
        var launcher = Path.Combine(RepositoryRoot.Folder, "tests", "Testing", "Moto", "moto_launcher.py");
        foreach (var python in Pythons().Where(File.Exists))
        {
            var process = Process.Start(new ProcessStartInfo(python, [launcher])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _ = process.StandardError.ReadToEndAsync();
            var line = await process.StandardOutput.ReadLineAsync();
            if (line is ['p', 'o', 'r', 't', ' ', .. var port])
            {
                var server = new MotoServer(process, int.Parse(port, CultureInfo.InvariantCulture));
                await server.PrepareAsync();
                SkipReason = null;
                return server;
            }

            SkipReason = line ?? $"{python} could not run {launcher}.";
            await process.WaitForExitAsync();
            process.Dispose();
        }

        SkipReason ??= "No python3 on PATH.";
        return null;
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // The folder that eng/install-test-tools.sh fills comes first, then whatever python there is.
    private static IEnumerable<string> Pythons() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "python3"))
            .Prepend(Path.Combine(RepositoryRoot.Folder, "artifacts", "tools", "moto", "bin", "python3"))
            .Append("/usr/bin/python3")
            .Distinct();

    private async Task PrepareAsync()
    {
        Operator = await OperatorAsync(AccountId);
        Stranger = await OperatorAsync(ForeignAccountId);
        using var answer = await _http.PostAsync(new Uri("/moto-api/reset-auth", UriKind.Relative), new StringContent("0"));
        answer.EnsureSuccessStatusCode();
    }

    private async Task<MotoKey> OperatorAsync(string account)
    {
        const string Everything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
        await CallAsync(account, ("Action", "CreateUser"));
        await CallAsync(account, ("Action", "PutUserPolicy"), ("PolicyName", "everything"), ("PolicyDocument", Everything));
        var key = await CallAsync(account, ("Action", "CreateAccessKey"));
        string Text(string name) => key.Descendants().First(element => element.Name.LocalName == name).Value;
        return new MotoKey(Text("AccessKeyId"), Text("SecretAccessKey"));
    }

    // Unsigned: the region and service in the header only tell where the call belongs.
    private async Task<XElement> CallAsync(string account, params (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none");
        request.Headers.Add("x-moto-account-id", account);
        request.Content = new FormUrlEncodedContent(parameters
            .Append(("Version", "2010-05-08")).Append(("UserName", "operator"))
            .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2)));
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return XElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
