using Mendix.PrivateCloud.SystemBench.Environments;
using Mendix.PrivateCloud.SystemBench.Postgres;

return args switch
{
    ["postgres", .. var rest] => await PostgresBench.RunAsync(rest),
    ["environments", .. var rest] => await EnvironmentsBench.RunAsync(rest),
    [BenchServer.ChildVerb, var kubeConfig] => await BenchServer.ServeAsync(kubeConfig),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Measures whole systems beside a peer or an aim. Usage: SystemBench <verb>

          environments [count] [--separate] [--output json]
                               environments (1000) from creation to Ready on an API server of their own: requests, times,
                               memory, and the operator at rest; --separate gives the API server a process of its own
          postgres [tenants]   provisions and removes tenants (200) on a PostgreSQL server of its own, beside the same
                               statements sent by psql in one session
        """);
    return 2;
}
