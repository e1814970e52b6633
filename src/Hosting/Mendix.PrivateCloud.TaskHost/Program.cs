using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.TaskHost.Builds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var services = new ServiceCollection()
    .AddLogging(logging => logging.AddJsonConsole())
    .AddKubernetesClient();
services.AddPrivateCloud()
    .AddPostgres()
    .AddSqlServer()
    .AddJdbc()
    .AddS3OnDemand()
    .AddS3Existing()
    .AddAzureBlob()
    .AddMinio()
    .AddEphemeral();
await using var provider = services.BuildServiceProvider();
return args is ["build"]
    ? await ImageTaskProgram.RunAsync(provider.GetRequiredService<ILoggerFactory>())
    : await StorageTaskProgram.RunAsync(provider);
