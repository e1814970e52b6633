using System.Net;
using System.Text.Json;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>What it means that a registry refuses.</summary>
internal static class RegistryFailure
{
    private const int LongestBody = 16 << 10;

    public static ImageBuildException LoginNeeded(string registry) => ImageBuildException.Configuration(
        $"The registry {registry} wants a login, and there are no credentials for it.", "Give credentials for this very host and port.");

    public static ImageBuildException LoginRefused(string registry) => ImageBuildException.Configuration(
        $"The registry {registry} does not accept the credentials.", "Correct them, or renew them if they have expired.");

    /// <param name="response">The refusal.</param>
    /// <param name="image">The image it is about.</param>
    /// <param name="isAnonymous">Whether we said who we are.</param>
    /// <param name="time">For dates that the registry names.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static async Task<ImageBuildException> OfAsync(
        HttpResponseMessage response, ImageReference image, bool isAnonymous, TimeProvider time, CancellationToken cancellationToken)
    {
        var code = await CodeOfAsync(response, cancellationToken).ConfigureAwait(false);
        var said = $"HTTP {(int)response.StatusCode}{(code is null ? "" : $", {code}")}";
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => isAnonymous ? LoginNeeded(image.Registry) : LoginRefused(image.Registry),
            HttpStatusCode.Forbidden => ImageBuildException.Configuration(
                $"The registry {image.Registry} does not allow this account to use the repository '{image.Repository}' ({said}).",
                "Give it the right: to pull for a base image, to pull and push for a target."),
            HttpStatusCode.NotFound => ImageBuildException.Configuration(
                $"The registry {image.Registry} has no {image.Repository}{(image.Tag ?? image.Digest) switch { { } name => $" '{name}'", null => "" }} ({said}).",
                "Correct the name; some registries want a repository to be created before the first push."),
            _ when TransportFailure.IsTransient(response.StatusCode) => new ImageBuildException(
                ImageBuildFailure.Transient, $"The registry {image.Registry} cannot serve the repository '{image.Repository}' now ({said}).", "It can be tried again.")
            {
                RetryAfter = TransportFailure.RetryAfter(response, time),
            },
            _ => ImageBuildException.Configuration(
                $"The registry {image.Registry} refused a request for the repository '{image.Repository}' ({said}).", "Check the registry's rules and its log."),
        };
    }

    /// <summary>The registry's own word for it, such as DENIED. Its sentence is left out: who knows what it repeats.</summary>
    public static async Task<string?> CodeOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, LongestBody, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(body ?? []);
            var code = document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString();
            return code is { Length: > 0 and < 64 } && code.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_') ? code : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
