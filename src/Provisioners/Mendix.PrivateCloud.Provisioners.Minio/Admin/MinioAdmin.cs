using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>Performs admin calls.</summary>
internal sealed class MinioAdmin(HttpClient http, Uri address, string region, string accessKey, string secretKey, TimeProvider time)
{
    private const string NoSuchUser = "XMinioAdminNoSuchUser";
    private const string NoSuchPolicy = "XMinioAdminNoSuchPolicy";

    public Task<Account> AccountAsync(CancellationToken cancellationToken) =>
        ReadAsync(AdminCalls.LookAtAccount, Answers.Default.Account, cancellationToken);

    public Task<Server> ServerAsync(CancellationToken cancellationToken) =>
        ReadAsync(AdminCalls.LookAtServer, Answers.Default.Server, cancellationToken);

    /// <summary>The user; null when there is none.</summary>
    public Task<User?> UserAsync(string user, CancellationToken cancellationToken) =>
        UnlessAsync(NoSuchUser, async () => (User?)await ReadAsync(AdminCalls.LookAtUser(user), Answers.Default.User, cancellationToken));

    /// <summary>The policy; null when there is none.</summary>
    public Task<NamedPolicy?> PolicyAsync(string policy, CancellationToken cancellationToken) =>
        UnlessAsync(NoSuchPolicy, async () => (NamedPolicy?)await ReadAsync(AdminCalls.LookAtPolicy(policy), Answers.Default.NamedPolicy, cancellationToken));

    /// <summary>Removes a user, or finds it gone.</summary>
    public Task RemoveUserAsync(AdminCall call, CancellationToken cancellationToken) =>
        UnlessAsync(NoSuchUser, async () => await SendAsync(call, cancellationToken));

    /// <summary>Performs a call and gives its answer.</summary>
    /// <exception cref="ServerRefusal">The server said no.</exception>
    public async Task<byte[]> SendAsync(AdminCall call, CancellationToken cancellationToken)
    {
        using var request = Sign(call);
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? body : throw Refusal(response.StatusCode, body, call);
    }

    private async Task<TAnswer> ReadAsync<TAnswer>(AdminCall call, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        var body = await SendAsync(call, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException exception)
        {
            // A web page with status 200, for instance that of MinIO's console on its own port.
            throw new ServerRefusal((int)HttpStatusCode.OK, "", "the answer is not that of MinIO's admin API", call.ToString(), call.Right, cause: exception);
        }
    }

    private HttpRequestMessage Sign(AdminCall call)
    {
        var body = call.Render(secretKey);
        var hash = RequestSignature.Hash(body);
        var date = RequestSignature.Date(time.GetUtcNow());
        var canonical = RequestSignature.Canonical(call.Method, address.Authority, call.Path, call.Query, date, hash);
        var request = new HttpRequestMessage(call.Method, new Uri(address, call.Query.Length == 0 ? call.Path : $"{call.Path}?{call.Query}"));
        request.Headers.Host = address.Authority;
        request.Headers.TryAddWithoutValidation(RequestSignature.HashHeader, hash);
        request.Headers.TryAddWithoutValidation(RequestSignature.DateHeader, date);
        request.Headers.TryAddWithoutValidation(
            "Authorization", RequestSignature.Authorization(canonical, date, region, accessKey, secretKey));
        if (call.Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(body);
        }

        return request;
    }

    private static async Task<TAnswer?> UnlessAsync<TAnswer>(string code, Func<Task<TAnswer>> action)
    {
        try
        {
            return await action();
        }
        catch (ServerRefusal refusal) when (refusal.Code == code)
        {
            return default;
        }
    }

    private static ServerRefusal Refusal(HttpStatusCode status, byte[] body, AdminCall call)
    {
        var error = ErrorText.Read(body);
        return new ServerRefusal((int)status, error.Code ?? "", error.Message ?? "", call.ToString(), call.Right, error.Region);
    }
}
