using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

internal static class Responses
{
    public static Task WriteAsync(HttpContext context, JsonObject body, int code = 200) =>
        WriteAsync(context, CanonicalJson.Serialize(body), code);

    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json, int code = 200)
    {
        Begin(context, code);
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    public static async Task WriteTextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    public static Task WriteFailureAsync(HttpContext context, ApiFailure failure)
    {
        if (failure.IsPlainText)
        {
            context.Response.StatusCode = failure.Code;
            return WriteTextAsync(context, failure.Message + "\n");
        }

        if (failure.Details?["retryAfterSeconds"] is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString();
        }

        return WriteAsync(context, failure.ToStatus(), failure.Code);
    }

    public static void Begin(HttpContext context, int code)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-cache, private";
    }

    public static void Warn(HttpContext context, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            var quoted = warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            context.Response.Headers.Append("Warning", $"299 - \"{quoted}\"");
        }
    }
}
