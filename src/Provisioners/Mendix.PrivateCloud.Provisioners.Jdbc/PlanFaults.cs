using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>
/// What is wrong between the fields of a plan. A message quotes a URL only by the host and the database that were read
/// from it: what cannot be read may hold a password.
/// </summary>
internal static class PlanFaults
{
    public static IEnumerable<ValidationResult> Of(JdbcPlan plan)
    {
        if (UrlForm.Of(plan.DatabaseType) is not { } form)
        {
            return []; // Told by the field itself.
        }

        return
        [
            .. OfHost(plan, form),
            .. plan.JdbcUrl.Length == 0 ? OfMissingUrl(plan, form) : OfUrl(plan, form),
            .. OfAccount(plan, form),
        ];
    }

    private static IEnumerable<ValidationResult> OfHost(JdbcPlan plan, UrlForm form)
    {
        if (plan.Host.Contains('@', StringComparison.Ordinal))
        {
            yield return Fault("names an account: write the host and its port only, and the account into userName and the plan's Secret.", nameof(plan.Host));
        }
        else if (plan.Host.Length > 0 && HostPort.Read(plan.Host, form.DefaultPort) is null)
        {
            yield return Fault(
                $"has the value '{plan.Host}': write a host name or an address, and behind a colon the port, such as db.example.com:{form.DefaultPort ?? 30015}.",
                nameof(plan.Host));
        }
    }

    private static IEnumerable<ValidationResult> OfMissingUrl(JdbcPlan plan, UrlForm form)
    {
        if (plan.Host.Length == 0 && form is not HsqldbUrl)
        {
            yield return Fault("is missing, and no jdbcUrl names it: set one of the two.", nameof(plan.Host));
        }

        if (plan.DatabaseName.Length == 0)
        {
            yield return Fault("is missing, and no jdbcUrl names it: set one of the two.", nameof(plan.DatabaseName));
        }
    }

    private static IEnumerable<ValidationResult> OfUrl(JdbcPlan plan, UrlForm form)
    {
        if (UrlCredentials.AreIn(plan.JdbcUrl))
        {
            return
            [
                Fault("holds credentials, and anybody who can read the plan can read them: take them out, change them on the server, "
                    + "and give the account as userName and its password in the plan's Secret.", nameof(plan.JdbcUrl)),
            ];
        }

        if (plan.JdbcUrl.Any(char.IsControl) || plan.JdbcUrl.Trim() != plan.JdbcUrl)
        {
            return [Fault("holds a line break, or begins or ends with a space: write it in one line.", nameof(plan.JdbcUrl))];
        }

        var formOfUrl = UrlForm.OfUrl(plan.JdbcUrl);
        if (formOfUrl != form)
        {
            var kind = formOfUrl is null ? "is not a JDBC URL of any database that the runtime knows" : $"is a URL for {formOfUrl.DatabaseType}";
            return [Fault($"{kind}, and databaseType is {plan.DatabaseType}: write it like {form.Example}", nameof(plan.JdbcUrl))];
        }

        var target = form.Read(plan.JdbcUrl);
        return target.Fault is { } fault ? [Fault($"{fault}: write it like {form.Example}", nameof(plan.JdbcUrl))] : Contradictions(plan, form, target);
    }

    private static IEnumerable<ValidationResult> Contradictions(JdbcPlan plan, UrlForm form, JdbcTarget target)
    {
        if (target.Hosts.Count > 0 && HostPort.Read(plan.Host, form.DefaultPort) is { } host && !target.Hosts.Any(host.Agrees))
        {
            yield return Fault(
                $"has the value '{plan.Host}', and jdbcUrl, which overrides it, names {string.Join(", ", target.Hosts)}: leave it out, or let both say the same.",
                nameof(plan.Host));
        }

        var comparison = form.NamesIgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (target.Database is not null && plan.DatabaseName.Length > 0 && !string.Equals(target.Database, plan.DatabaseName, comparison))
        {
            yield return Fault(
                $"has the value '{plan.DatabaseName}', and jdbcUrl, which overrides it, names {target.Database}: leave it out, or let both say the same.",
                nameof(plan.DatabaseName));
        }
    }

    private static IEnumerable<ValidationResult> OfAccount(JdbcPlan plan, UrlForm form)
    {
        // With a URL the account may prove itself otherwise, by a certificate or a managed identity; without one it cannot.
        var isOptional = plan.JdbcUrl.Length > 0 || form is HsqldbUrl;
        if (plan.UserName.Length == 0 && (!isOptional || plan.Password is not null))
        {
            yield return Fault("is missing: name the account that the app logs in with.", nameof(plan.UserName));
        }

        if (plan.Password is null && !isOptional)
        {
            yield return Fault("is missing: put it into the plan's Secret under the key 'password'.", nameof(plan.Password));
        }
    }

    private static ValidationResult Fault(string message, string field) => new(message, [field]);
}
