using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers provisioners that have options.</summary>
public static class ProvisionerOptionsExtensions
{
    /// <summary>
    /// Registers a provisioner under a type name, with options of its own. Packages call this from their own
    /// <c>Add&lt;Type&gt;(name, configure)</c>; it may be called again with another name.
    /// </summary>
    /// <typeparam name="TProvisioner">The provisioner; its log lines bear this name.</typeparam>
    /// <typeparam name="TOptions">Its options; wrong ones fail when the provisioner is first asked for.</typeparam>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="factory">Makes the provisioner, once per container.</param>
    public static IPrivateCloudBuilder AddProvisioner<TProvisioner, TOptions>(
        this IPrivateCloudBuilder builder,
        string name,
        Action<TOptions> configure,
        Func<IServiceProvider, TOptions, ILogger, TProvisioner> factory)
        where TProvisioner : class, IStorageProvisioner
        where TOptions : class, IProvisionerOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddOptions<TOptions>(name).Configure(configure);
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new Validation<TOptions>(name));
        return builder.AddProvisioner(services => factory(
            services,
            services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name),
            services.GetService<ILogger<TProvisioner>>() ?? NullLogger<TProvisioner>.Instance));
    }

    private sealed class Validation<TOptions>(string name) : IValidateOptions<TOptions>
        where TOptions : class, IProvisionerOptions
    {
        public ValidateOptionsResult Validate(string? validated, TOptions options)
        {
            if (validated != name)
            {
                return ValidateOptionsResult.Skip;
            }

            var problems = options.Problems().ToList();
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
