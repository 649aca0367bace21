// Recurrent networks as a C programmer writes them who knows the compiler but not intrinsics: transposed weights, so that the inner loop
// runs along the units and vectorises, shapes that are constants, and -ffast-math, by which gcc takes exp and tanh from libmvec.
// shapes.h, written by the program that compiles this, says SEQUENCE(name, cell, steps, batch, input, hidden) and
// STREAM(name, cell, steps, input, hidden).
#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// Weights as [inputs, gates * hidden]. A cell without gates between its two products has one bias, the sum of torch.nn's two.
typedef struct {
    const float *input_weight, *recurrent_weight, *bias, *recurrent_bias, *head_weight, *head_bias;
} network;

INLINE float sigmoid(float x) { return 1.0f / (1.0f + expf(-x)); }

// y += x W
INLINE void accumulate(float *restrict y, const float *restrict weight, const float *restrict x, int inputs, int rows)
{
    for (int k = 0; k < inputs; k++)
        for (int r = 0; r < rows; r++)
            y[r] += x[k] * weight[k * rows + r];
}

INLINE void elman(const network *net, const float *restrict x, float *restrict h, float *restrict c, int input, int hidden)
{
    (void)c;
    float a[hidden];
    memcpy(a, net->bias, sizeof a);
    accumulate(a, net->input_weight, x, input, hidden);
    accumulate(a, net->recurrent_weight, h, hidden, hidden);
    for (int j = 0; j < hidden; j++)
        h[j] = tanhf(a[j]);
}

INLINE void lstm(const network *net, const float *restrict x, float *restrict h, float *restrict c, int input, int hidden)
{
    float a[4 * hidden];
    memcpy(a, net->bias, sizeof a);
    accumulate(a, net->input_weight, x, input, 4 * hidden);
    accumulate(a, net->recurrent_weight, h, hidden, 4 * hidden);
    for (int j = 0; j < hidden; j++) {
        float i = sigmoid(a[j]), f = sigmoid(a[hidden + j]), g = tanhf(a[2 * hidden + j]), o = sigmoid(a[3 * hidden + j]);
        c[j] = f * c[j] + i * g;
        h[j] = o * tanhf(c[j]);
    }
}

INLINE void gru(const network *net, const float *restrict x, float *restrict h, float *restrict c, int input, int hidden)
{
    (void)c;
    float a[3 * hidden], b[3 * hidden];
    memcpy(a, net->bias, sizeof a);
    memcpy(b, net->recurrent_bias, sizeof b);
    accumulate(a, net->input_weight, x, input, 3 * hidden);
    accumulate(b, net->recurrent_weight, h, hidden, 3 * hidden);
    for (int j = 0; j < hidden; j++) {
        float r = sigmoid(a[j] + b[j]), z = sigmoid(a[hidden + j] + b[hidden + j]);
        float n = tanhf(a[2 * hidden + j] + r * b[2 * hidden + j]);
        h[j] = n + z * (h[j] - n);
    }
}

INLINE float head(const network *net, const float *restrict h, int hidden)
{
    float y = net->head_bias[0];
    for (int j = 0; j < hidden; j++)
        y += net->head_weight[j] * h[j];
    return y;
}

// One call: x is [batch, steps, input], y is [batch]. Never inlined, so that no two calls are merged.
#define SEQUENCE(name, cell, steps, batch, input, hidden)                                                      \
    __attribute__((noinline)) static void call_##cell##_##name(const network *net, const float *x, float *y)   \
    {                                                                                                          \
        for (int s = 0; s < batch; s++) {                                                                      \
            float h[hidden] = {0}, c[hidden] = {0};                                                            \
            for (int t = 0; t < steps; t++)                                                                    \
                cell(net, x + (s * steps + t) * input, h, c, input, hidden);                                   \
            y[s] = head(net, h, hidden);                                                                       \
        }                                                                                                      \
    }                                                                                                          \
    void repeat_##cell##_##name(long calls, const network *net, const float *x, float *y, float *h, float *c)  \
    {                                                                                                          \
        (void)h, (void)c;                                                                                      \
        for (long n = 0; n < calls; n++)                                                                       \
            call_##cell##_##name(net, x, y);                                                                   \
    }

// One call is one step of a stream that reads x, [steps, input], over and over; the state goes on.
#define STREAM(name, cell, steps, input, hidden)                                                               \
    __attribute__((noinline)) static void call_##cell##_##name(                                                \
        const network *net, const float *x, float *y, float *h, float *c)                                      \
    {                                                                                                          \
        cell(net, x, h, c, input, hidden);                                                                     \
        *y = head(net, h, hidden);                                                                             \
    }                                                                                                          \
    void repeat_##cell##_##name(long calls, const network *net, const float *x, float *y, float *h, float *c)  \
    {                                                                                                          \
        for (long n = 0, t = 0; n < calls; n++, t = t + 1 == steps ? 0 : t + 1)                                \
            call_##cell##_##name(net, x + t * input, y + t, h, c);                                             \
    }

#include "shapes.h"
