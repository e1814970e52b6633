using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.RuntimeStandIn;

/// <summary>The sidecar: tells the runtime what is mounted, starts it, and answers for its health.</summary>
internal sealed class SidecarRole(PodFiles files, int adminPort, int appPort) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private string _problem = "not configured yet";

    public static WebApplication Start(string root, Dictionary<int, int> ports)
    {
        var sidecar = new SidecarRole(new PodFiles(root), ports[int.Parse(Environment.GetEnvironmentVariable("M2EE_ADMIN_PORT")!, null)], ports[8080]);
        _ = sidecar.ConfigureAsync();
        return HttpRole.Start(ports[8800], sidecar.AnswerAsync);
    }

    public void Dispose() => _http.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var isWell = context.Request.Path.Value switch
        {
            "/m2ee-sidecar/v1/livez" => await IsAliveAsync(),
            "/m2ee-sidecar/v1/readyz" => _problem.Length == 0 && await IsServingAsync(),
            _ => false,
        };
        await HttpRole.AnswerAsync(context, isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new JsonObject { ["problem"] = _problem });
    }

    private async Task ConfigureAsync()
    {
        while (_problem.Length > 0)
        {
            try
            {
                await TellAsync();
                _problem = "";
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException or TaskCanceledException)
            {
                _problem = exception.Message;
                await Task.Delay(50);
            }
        }
    }

    private async Task TellAsync()
    {
        var settings = files.Settings();
        if (Environment.GetEnvironmentVariable("M2EE_NODE_TYPE") == "worker")
        {
            settings["com.mendix.core.isClusterSlave"] = true;
        }

        await ActAsync("update_configuration", settings);
        if (files.Text("log") is { } log)
        {
            await ActAsync("set_log_level", JsonNode.Parse(log)!.AsObject());
        }

        if (files.Text("license") is { } license)
        {
            await ActAsync("set_license", JsonNode.Parse(license)!.AsObject());
        }

        await ActAsync("start", []);
        if (files.Text("mx-admin-password") is { } password)
        {
            await ActAsync("update_admin_user", new JsonObject { ["password"] = password });
        }

        if (files.Text("mx-debugger-password") is { } debugger)
        {
            await ActAsync("start_debugger", new JsonObject { ["password"] = debugger });
        }
    }

    // Documented: any answer to a ping, and a status that is on the way.
    private async Task<bool> IsAliveAsync()
    {
        try
        {
            await ActAsync("echo", []);
            return (string?)(await ActAsync("runtime_status", []))["status"] is "created" or "starting" or "running" or "stopping";
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsServingAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{appPort}/"));
            return answer.IsSuccessStatusCode && (string?)(await ActAsync("check_health", []))["health"] == "healthy";
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task<JsonNode> ActAsync(string action, JsonObject parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{adminPort}/"))
        {
            Content = new StringContent(new JsonObject { ["action"] = action, ["params"] = parameters.DeepClone() }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-M2EE-Authentication", Convert.ToBase64String(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("M2EE_ADMIN_PASS") ?? "")));
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (int)body["result"]! == 0 ? body["feedback"]! : throw new InvalidOperationException($"{action}: {body["feedback"]!["message"]}");
    }
}
