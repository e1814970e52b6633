using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>A refusal as a Kubernetes <c>Status</c>. <see cref="Failures"/> makes them.</summary>
internal sealed class ApiFailure(int code, string reason, string message, JsonObject? details = null) : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public JsonObject? Details { get; } = details;

    /// <summary>The answer is the message alone: no API is at the path, so nothing there speaks of Status objects.</summary>
    public bool IsPlainText { get; init; }

    /// <summary>The token with which an expired list can go on, for <c>metadata.continue</c>.</summary>
    public string? Continue { get; init; }

    public JsonObject ToStatus()
    {
        var metadata = new JsonObject();
        if (Continue is not null)
        {
            metadata["continue"] = Continue;
        }

        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = metadata,
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0)
        {
            status["reason"] = Reason;
        }

        if (Details is not null)
        {
            status["details"] = Details.DeepClone();
        }

        status["code"] = Code;
        return status;
    }
}
