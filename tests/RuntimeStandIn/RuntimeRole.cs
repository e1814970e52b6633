using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.RuntimeStandIn;

/// <summary>The app's container: an administration port for those who know its password, and, once started, the app's port.</summary>
internal sealed class RuntimeRole(int appPort, string password)
{
    private readonly JsonObject _configuration = [];
    private readonly JsonObject _seen = [];
    private bool _isRunning;

    public static WebApplication Start(Dictionary<int, int> ports)
    {
        var runtime = new RuntimeRole(ports[8080], Environment.GetEnvironmentVariable("M2EE_ADMIN_PASS") ?? "");
        return HttpRole.Start(ports[int.Parse(Environment.GetEnvironmentVariable("M2EE_ADMIN_PORT")!, null)], runtime.AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (password.Length == 0 || context.Request.Headers["X-M2EE-Authentication"] != Convert.ToBase64String(Encoding.UTF8.GetBytes(password)))
        {
            await HttpRole.AnswerAsync(context, StatusCodes.Status403Forbidden, new JsonObject());
            return;
        }

        var request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var (result, feedback) = Do((string)request["action"]!, request["params"] as JsonObject ?? []);
        await HttpRole.AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["result"] = result, ["feedback"] = feedback });
    }

    private (int Result, JsonNode Feedback) Do(string action, JsonObject parameters)
    {
        switch (action)
        {
            case "echo":
                return (0, new JsonObject { ["echo"] = "pong" });
            case "runtime_status":
                return (0, new JsonObject { ["status"] = _isRunning ? "running" : "created" });
            case "check_health":
                return (0, new JsonObject { ["health"] = "healthy" });
            case "update_configuration":
                foreach (var (name, value) in parameters)
                {
                    _configuration[name] = value?.DeepClone();
                }

                return (0, new JsonObject());
            case "start":
                return StartApp();
            default:
                // What else the runtime was told: users, log levels, licence, debugger.
                _seen[action] = parameters.DeepClone();
                return (0, new JsonObject());
        }
    }

    private (int Result, JsonNode Feedback) StartApp()
    {
        string[] needed = ["DatabaseType", "DatabaseName"];
        if (Array.Find(needed, name => _configuration[name] is null) is { } missing)
        {
            return (2, new JsonObject { ["message"] = $"{missing} is not configured" });
        }

        if (!_isRunning)
        {
            _isRunning = true;
            HttpRole.Start(appPort, AnswerUserAsync);
        }

        return (0, new JsonObject());
    }

    private Task AnswerUserAsync(HttpContext context) => HttpRole.AnswerAsync(context, StatusCodes.Status200OK, new JsonObject
    {
        ["configuration"] = _configuration.DeepClone(),
        ["told"] = _seen.DeepClone(),
        ["javaOptions"] = Environment.GetEnvironmentVariable("JAVA_TOOL_OPTIONS"),
        ["variable"] = Environment.GetEnvironmentVariable("A"),
    });
}
