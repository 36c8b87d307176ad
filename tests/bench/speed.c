/* How fast the engine is, as medians of five, beside what this machine can do at best: a product of
   matrices, and reading W_h from memory, measured in the same run. `make bench` runs it. */
#include "kernel.h"
#include "markov.h"
#include "random.h"
#include <gsl/gsl_cblas.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void openblas_set_num_threads(int);
enum { N = 4, T = 10, WIDE = 300, REPEATS = 5 };

struct work {
    markov_workspace *markov;
    kernel_workspace *kernel;
    size_t hidden, dim, order;
    double *theta, *other, *gradient, *G, *Theta, *Theta_other, *matrix, *product;
};

static struct work prepare(size_t hidden)
{
    struct work w = { .markov = markov_alloc(N, hidden, N, T), .hidden = hidden,
                      .kernel = kernel_alloc(N, hidden, N, T) };
    w.dim = markov_dim(w.markov);
    w.order = kernel_order(w.kernel);
    w.theta = calloc(3 * w.dim + T * N * N, sizeof(double));
    w.other = w.theta + w.dim;
    w.gradient = w.other + w.dim;
    w.G = w.gradient + w.dim;
    w.Theta = calloc(2 * w.order * w.order, sizeof(double));
    w.Theta_other = w.Theta + w.order * w.order;
    w.matrix = calloc(3 * WIDE * WIDE, sizeof(double));
    w.product = w.matrix + 2 * WIDE * WIDE;
    gsl_rng *r = random_alloc(1, 0);
    random_gaussian(r, 0.3 / sqrt((double)hidden), w.dim, w.theta);
    random_gaussian(r, 0.3 / sqrt((double)hidden), w.dim, w.other);
    random_gaussian(r, 0.1, T * N * N, w.G);
    random_gaussian(r, 1, 2 * WIDE * WIDE, w.matrix);
    gsl_rng_free(r);
    return w;
}

static void step(struct work *w)
{
    struct markov_whitened_task task = { w->markov, w->G };
    markov_whitened_gradient(w->theta, w->gradient, &task);
    for (size_t i = 0; i < w->dim; i++)
        w->theta[i] -= 1e-6 * w->gradient[i];
}

static double sink;
static void kernels(struct work *w)
{
    kernel_matrix(w->kernel, w->theta, w->Theta);
    kernel_matrix(w->kernel, w->other, w->Theta_other);
    sink += kernel_distance(w->order, w->Theta, w->Theta_other);
}

static void multiply(struct work *w)
{
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, WIDE, WIDE, WIDE, 1, w->matrix, WIDE,
                w->matrix + WIDE * WIDE, WIDE, 0, w->product, WIDE);
}

/* Reads W_h as often as a step of descent has to, once forth and once back for every lag but one. */
static void read_recurrent(struct work *w)
{
    for (size_t l = 1; l < T; l++)
        for (int back = 0; back < 2; back++)
            cblas_dgemv(CblasRowMajor, back ? CblasTrans : CblasNoTrans, (int)w->hidden,
                        (int)w->hidden, 1, markov_W_h(w->markov, w->theta), (int)w->hidden,
                        w->matrix, 1, 0, w->product, 1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Seconds of CPU for one call: the median of five runs of at least 0.2 s each. */
static double seconds(void (*f)(struct work *), struct work *w)
{
    double run[REPEATS];
    size_t calls = 1;
    f(w);
    for (size_t k = 0; k < REPEATS;) {
        const double start = now();
        for (size_t i = 0; i < calls; i++)
            f(w);
        const double took = now() - start;
        if (took < 0.2)
            calls *= 2;
        else
            run[k++] = took / (double)calls;
    }
    gsl_sort(run, 1, REPEATS);
    return gsl_stats_median_from_sorted_data(run, 1, REPEATS);
}

static void say(const char *what, double value, const char *unit, double share, const char *of)
{
    printf("%-44s %12.4g %-8s %5.1f %% of %s\n", what, value, unit, 100 * share, of);
}

int main(void)
{
    openblas_set_num_threads(1);
    struct work narrow = prepare(4), wide = prepare(WIDE);
    const double peak = 2.0 * WIDE * WIDE * WIDE / seconds(multiply, &wide);
    printf("%-44s %12.4g %s\n", "product of matrices of order 300", peak / 1e9, "Gflop/s");
    for (int k = 0; k < 2; k++) {
        struct work *w = k ? &wide : &narrow;
        const double h = (double)w->hidden, t = seconds(step, w);
        const double flops = 6 * h * h * N * (T - 1) + 6 * h * N * N * T;
        char name[80];
        snprintf(name, sizeof name, "steps of descent, hidden size %g, T = %d", h, T);
        say(name, 1 / t, "/s", flops / t / peak, "that");
        if (k)
            say("  of these, reading W_h", seconds(read_recurrent, w) * 1e3, "ms",
                seconds(read_recurrent, w) / t, "a step");
        snprintf(name, sizeof name, "two kernels and their distance, hidden %g", h);
        const double pair = seconds(kernels, w);
        say(name, pair * 1e3, "ms", pair / (k ? 2e-3 : 0.15e-3), k ? "2 ms" : "0.15 ms");
    }
    return sink > 1e300;
}
