namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>What the API server answers instead of an object: the outcome of a request.</summary>
public sealed class Status
{
    /// <summary>Always <c>v1</c>.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Always <c>Status</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>Metadata of the answer.</summary>
    public ListMeta? Metadata { get; set; }

    /// <summary><c>Success</c> or <c>Failure</c>; some deletions answer with an object here, which is not read.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("status")]
    public string? Outcome { get; set; }

    /// <summary>What happened, for people.</summary>
    public string? Message { get; set; }

    /// <summary>What happened as one word, such as <c>NotFound</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>The HTTP status code.</summary>
    public int? Code { get; set; }

    /// <summary>Which object, and which of its fields.</summary>
    public StatusDetails? Details { get; set; }
}

/// <summary>Details of a failed request.</summary>
public sealed class StatusDetails
{
    /// <summary>Name of the object.</summary>
    public string? Name { get; set; }

    /// <summary>API group of the object.</summary>
    public string? Group { get; set; }

    /// <summary>Kind, or plural, of the object.</summary>
    public string? Kind { get; set; }

    /// <summary>UID of the object.</summary>
    public string? Uid { get; set; }

    /// <summary>Single causes, one per field.</summary>
    public List<StatusCause>? Causes { get; set; }

    /// <summary>Seconds after which the request may be tried again.</summary>
    public int? RetryAfterSeconds { get; set; }
}

/// <summary>One cause of a failed request.</summary>
public sealed class StatusCause
{
    /// <summary>The kind of cause, such as <c>FieldValueInvalid</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>The cause in words.</summary>
    public string? Message { get; set; }

    /// <summary>The path of the field.</summary>
    public string? Field { get; set; }
}
