using System.Net;
using System.Net.Http.Headers;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Effects;
using Mendix.PrivateCloud.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

/// <summary>What goes over the wire, and what comes of answers that are late, lost or refused.</summary>
public sealed class RequestTests(MotoFixture fixture) : S3Test(fixture)
{
    [Fact]
    public async Task The_preview_is_what_is_then_done()
    {
        var tenant = NewTenant();
        var preview = await Previewer.PreviewAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
        var observer = new CrashingObserver();
        Recorder.Requests.Clear();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation);
        Assert.Equal(preview, observer.Effects);
        Assert.Equal(
            ["iam CreateUser", "iam PutUserPolicy", "s3 CreateBucket", "iam CreateAccessKey"],
            observer.Effects.Select(effect => string.Join(' ', effect.Split(' ').Take(2))));
        // One look that is refused, the four effects, and two to see that the key works.
        Assert.Equal(7, Recorder.Requests.Count);

        Recorder.Requests.Clear();
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Equal(11, Recorder.Requests.Count);
        Assert.DoesNotContain(Log.Lines, line => line.Contains(settings["com.mendix.storage.s3.SecretAccessKey"]!, StringComparison.Ordinal));
        Assert.DoesNotContain(Log.Lines, line => line.Contains(Plan.SecretAccessKey!.Reveal(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_users_and_buckets_of_the_product_are_named()
    {
        var tenant = NewTenant("a name with 'quotes', Ünïcode and ${aws:username} that is far too long for any bucket there ever was");
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await WriteAsync(settings, "file");
        await Operator.MakeKeyAsync(NameOf(tenant));
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));

        var requests = Recorder.Requests.Where(request => !request.StartsWith("Action=GetCallerIdentity", StringComparison.Ordinal)).ToList();
        Assert.True(requests.Count > 20);
        Assert.All(requests, request => Assert.Matches("UserName=mendix-[a-z0-9-]{1,55}(&|$)|^(GET|PUT|POST|DELETE) /mendix-[a-z0-9-]{1,55}([/?]|$)", request));
    }

    [Theory]
    [InlineData("CreateUser")]
    [InlineData("CreateAccessKey")]
    [InlineData("PutUserPolicy")]
    public async Task An_answer_that_is_lost_is_no_key_that_is_lost(string action)
    {
        var tenant = NewTenant();
        var lost = 0;
        Recorder.Interfere = async (request, send) =>
        {
            var answer = await send();
            if (request.Contains($"Action={action}&", StringComparison.Ordinal) && lost++ == 0)
            {
                answer.Dispose();
                return new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("<html>lost</html>") };
            }

            return answer;
        };

        if (action != "PutUserPolicy")
        {
            var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
            Assert.Equal(FailureKind.Transient, failure.Kind);
            Assert.Equal(1, lost);
        }

        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        Assert.Equal([settings["com.mendix.storage.s3.AccessKeyId"]!], await Operator.KeysAsync(NameOf(tenant)));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task Calls_that_are_throttled_are_repeated_and_make_one_key()
    {
        var throttled = 0;
        Recorder.Interfere = async (request, send) => request.Contains("Action=CreateAccessKey&", StringComparison.Ordinal) && throttled++ == 0
            ? Error(HttpStatusCode.BadRequest, "Throttling")
            : await send();
        var time = new VirtualTimeProvider();
        await using var services = Compose(time);
        var tenant = NewTenant();
        await CompleteAsync(time, services.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand").ProvisionAsync(Plan, tenant, Cancellation));
        Assert.Single(await Operator.KeysAsync(NameOf(tenant)));
    }

    [Fact]
    public async Task A_new_key_is_handed_out_when_it_works_and_not_before()
    {
        var refusals = 0;
        Recorder.Interfere = async (request, send) => request.Contains("mendix-probe", StringComparison.Ordinal) && refusals++ < 4
            ? Error(HttpStatusCode.Forbidden, refusals < 3 ? "InvalidAccessKeyId" : "AccessDenied")
            : await send();
        var time = new VirtualTimeProvider();
        await using var services = Compose(time);
        var settings = await CompleteAsync(time, services.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand").ProvisionAsync(Plan, NewTenant(), Cancellation));
        Assert.Equal(6, refusals);
        Assert.NotNull(settings["com.mendix.storage.s3.AccessKeyId"]);
    }

    [Fact]
    public async Task A_key_that_never_works_is_a_transient_failure_and_its_repeat_leaves_one_key()
    {
        var tenant = NewTenant();
        Recorder.Interfere = async (request, send) => request.Contains("mendix-probe", StringComparison.Ordinal)
            ? Error(HttpStatusCode.Forbidden, "InvalidAccessKeyId")
            : await send();
        var time = new VirtualTimeProvider();
        await using var services = Compose(time);
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => CompleteAsync(
            time, services.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand").ProvisionAsync(Plan, tenant, Cancellation)));
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Recorder.Interfere = null;
        await WriteAsync(await Provisioner.ProvisionAsync(Plan, tenant, Cancellation), "file");
        Assert.Single(await Operator.KeysAsync(NameOf(tenant)));
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) => new(status)
    {
        Content = new StringContent(
            code == "Throttling"
                ? $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{code}</Message></Error></ErrorResponse>"
                : $"<Error><Code>{code}</Code><Message>{code}</Message></Error>",
            new MediaTypeHeaderValue("application/xml")),
    };

    // The requests take real time; only the waits between them are virtual.
    private static async Task<T> CompleteAsync<T>(VirtualTimeProvider time, Task<T> verb)
    {
        while (!verb.IsCompleted)
        {
            // Nothing is armed while a request is under way, so one that takes long on a busy machine is not counted as waited for.
            time.Advance(time.UntilNextTimer ?? TimeSpan.Zero);
            await Task.WhenAny(verb, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        return await verb;
    }
}
